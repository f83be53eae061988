using Jellyfin.Server.Contracts.SyncPlay;
using MediaBrowser.Controller.SyncPlay;

namespace Jellyfin.Server.WebSockets;

/// <summary>Messages of groups as clients get them.</summary>
internal static class SyncPlayText
{
    private const string Update = "SyncPlayGroupUpdate";

    public static byte[] Write(Guid groupId, SyncPlayMessage message) => message switch
    {
        SendCommand command => SocketText.Write("SyncPlayCommand", SendCommandDto.From(groupId, command)),
        GroupJoined joined => Write(groupId, GroupUpdateType.GroupJoined, GroupInfoDto.From(joined.Info)),
        PlayQueueUpdate queue => Write(groupId, GroupUpdateType.PlayQueue, PlayQueueUpdateDto.From(queue)),
        GroupStateUpdate state => Write(groupId, GroupUpdateType.StateUpdate, new GroupStateUpdateDto(state.State, state.Reason)),
        GroupText text => Write(groupId, text.Type, text.Text),
        _ => throw new ArgumentException($"{message.GetType()} is no message for clients."),
    };

    public static byte[] Write(SyncPlayRefusal refusal) => Write(refusal.GroupId, refusal.Type, "");

    private static byte[] Write(Guid groupId, GroupUpdateType type, object data) => SocketText.Write(Update, new GroupUpdateDto(groupId, type, data));
}

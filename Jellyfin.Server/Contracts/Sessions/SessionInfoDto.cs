using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Streaming;

namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>A session as clients see it; also part of the answer to a log-in.</summary>
public sealed record SessionInfoDto
{
    public required PlayState PlayState { get; init; }

    public required IReadOnlyList<SessionUser> AdditionalUsers { get; init; }

    public required ClientCapabilities Capabilities { get; init; }

    public string? RemoteEndPoint { get; init; }

    public required IReadOnlyList<MediaType> PlayableMediaTypes { get; init; }

    public required string Id { get; init; }

    public required Guid UserId { get; init; }

    public string? UserName { get; init; }

    public string? Client { get; init; }

    public required DateTimeOffset LastActivityDate { get; init; }

    public required DateTimeOffset LastPlaybackCheckIn { get; init; }

    public DateTimeOffset? LastPausedDate { get; init; }

    public string? DeviceName { get; init; }

    public BaseItemDto? NowPlayingItem { get; init; }

    public BaseItemDto? NowViewingItem { get; init; }

    public string? DeviceId { get; init; }

    public string? ApplicationVersion { get; init; }

    /// <summary>Null when nothing is transcoded.</summary>
    public TranscodingInfo? TranscodingInfo { get; init; }

    public required bool IsActive { get; init; }

    public required bool SupportsMediaControl { get; init; }

    public required bool SupportsRemoteControl { get; init; }

    public required IReadOnlyList<QueueItem> NowPlayingQueue { get; init; }

    public required bool HasCustomDeviceName { get; init; }

    public string? PlaylistItemId { get; init; }

    public string? ServerId { get; init; }

    public string? UserPrimaryImageTag { get; init; }

    public required IReadOnlyList<GeneralCommandType> SupportedCommands { get; init; }

    /// <summary>Without the items and the transcode: who knows them adds them.</summary>
    public static SessionInfoDto From(Session session, string serverId, DateTimeOffset now) => new()
    {
        PlayState = session.PlayState,
        AdditionalUsers = session.AdditionalUsers,
        Capabilities = session.Capabilities,
        RemoteEndPoint = session.RemoteEndPoint,
        PlayableMediaTypes = session.Capabilities.PlayableMediaTypes,
        Id = session.Id,
        UserId = session.UserId,
        UserName = session.UserName,
        Client = session.Client,
        LastActivityDate = session.LastActivityDate,
        LastPlaybackCheckIn = session.LastPlaybackCheckIn,
        LastPausedDate = session.LastPausedDate,
        DeviceName = session.DeviceName,
        DeviceId = session.DeviceId,
        ApplicationVersion = session.ApplicationVersion,
        IsActive = session.HasSocket || now - session.LastActivityDate <= ActiveFor,
        SupportsMediaControl = session.HasSocket && session.Capabilities.SupportsMediaControl,
        SupportsRemoteControl = session.HasSocket,
        NowPlayingQueue = session.NowPlayingQueue,
        HasCustomDeviceName = session.HasCustomDeviceName,
        PlaylistItemId = session.PlaylistItemId,
        ServerId = serverId,
        UserPrimaryImageTag = session.UserImageTag,
        SupportedCommands = session.Capabilities.SupportedCommands,
    };

    private static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(10);
}

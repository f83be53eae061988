using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.SyncPlay;

namespace Emby.Server.Implementations.SyncPlay;

/// <summary>Puts items into groups' queues, if every member may see them.</summary>
public sealed class SyncPlayQueues(SyncPlayService groups, SyncPlayAccess access)
{
    /// <summary>Every change of a group writes its queue.</summary>
    public const int MostItems = 5000;

    /// <summary>Returns false when no session of the user is in a group.</summary>
    public async Task<bool> PlayAsync(
        SessionIdentity who, IReadOnlyList<Guid> ids, int playingIndex, long startPositionTicks, CancellationToken cancellationToken)
    {
        var items = await MakeAsync(who, ids, cancellationToken);
        return await groups.HandleAsync(
            who,
            async group => new PlayEvent(
                who.SessionId,
                SyncPlayQueue.Of(items, playingIndex),
                startPositionTicks,
                await access.ViewersAsync(group, ids, cancellationToken)),
            cancellationToken);
    }

    /// <inheritdoc cref="PlayAsync"/>
    public async Task<bool> AddAsync(SessionIdentity who, IReadOnlyList<Guid> ids, GroupQueueMode mode, CancellationToken cancellationToken)
    {
        var items = await MakeAsync(who, ids, cancellationToken);
        return await groups.HandleAsync(
            who,
            async group => group.Queue.Items.Count + items.Count > MostItems
                ? null
                : new QueueEvent(who.SessionId, items, mode, await access.ViewersAsync(group, ids, cancellationToken)),
            cancellationToken);
    }

    internal static List<SyncPlayItem> Make(IEnumerable<Guid> ids, IReadOnlyDictionary<Guid, Item> items)
        => [.. ids.Select(id => new SyncPlayItem(id, Guid.NewGuid(), items.GetValueOrDefault(id)?.RunTimeTicks ?? 0))];

    private async Task<List<SyncPlayItem>> MakeAsync(SessionIdentity who, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
        => Make(ids, await access.VisibleAsync(who.User, ids, cancellationToken));
}

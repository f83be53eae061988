using Emby.Server.Implementations.Sessions;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.SyncPlay;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.SyncPlay;

/// <summary>Who is in which group. A session is in one at most.</summary>
public sealed class SyncPlayService(SyncPlayStore store, SyncPlayAccess access, SessionManager sessions, IMessageBus bus)
{
    /// <summary>Groups that the user may join.</summary>
    public async Task<IReadOnlyList<SyncPlayGroup>> ListAsync(User user, CancellationToken cancellationToken)
        => await access.FilterAsync(user, await store.ListAsync(cancellationToken), cancellationToken);

    /// <summary>Returns null when there is none, or none that the user may join.</summary>
    public async Task<SyncPlayGroup?> FindAsync(Guid id, User user, CancellationToken cancellationToken)
        => await store.FindAsync(id, cancellationToken) is { IsGone: false } group
            ? (await access.FilterAsync(user, [group], cancellationToken)).SingleOrDefault()
            : null;

    /// <summary>The group that a session is in, or null.</summary>
    public async Task<SyncPlayGroup?> FindOwnAsync(string sessionId, CancellationToken cancellationToken)
        => OwnOf(sessionId, await store.ListAsync(cancellationToken));

    /// <summary>Whether any session of the user is in a group.</summary>
    public async Task<bool> IsActiveAsync(Guid userId, CancellationToken cancellationToken)
        => IsActive(userId, await store.ListAsync(cancellationToken));

    /// <summary>Begins a group; what the session plays at the moment is what the group plays.</summary>
    public async Task<SyncPlayGroup> CreateAsync(SessionIdentity who, string name, CancellationToken cancellationToken)
    {
        await LeaveAsync(who.SessionId, cancellationToken);
        var session = await sessions.GetAsync(who, cancellationToken);
        var group = new SyncPlayGroup { Id = Guid.CreateVersion7(), Name = name };
        var queue = await QueueOfAsync(who.User, session, cancellationToken);
        if (queue.Playing is not null)
        {
            group = group with
            {
                State = GroupStateType.Waiting,
                Queue = queue,
                PositionTicks = session.PlayState.PositionTicks ?? 0,
                ResumesPlaying = !session.PlayState.IsPaused,
            };
        }

        return await store.AddAsync(group, new JoinEvent(Member(who)), cancellationToken);
    }

    /// <summary>The session is told what came of it.</summary>
    public async Task JoinAsync(SessionIdentity who, Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { IsGone: false } group)
        {
            await RefuseAsync(who, Guid.Empty, GroupUpdateType.GroupDoesNotExist, cancellationToken);
            return;
        }

        if ((await access.FilterAsync(who.User, [group], cancellationToken)).Count == 0)
        {
            await RefuseAsync(who, id, GroupUpdateType.LibraryAccessDenied, cancellationToken);
            return;
        }

        if (await FindOwnAsync(who.SessionId, cancellationToken) is { } own && own.Id != id)
        {
            await LeaveAsync(who.SessionId, cancellationToken);
        }

        var joined = await store.ChangeAsync(id, current => JoinIfAllowedAsync(who, current, cancellationToken), cancellationToken);
        if (joined?.Find(who.SessionId) is null)
        {
            var reason = joined is null ? GroupUpdateType.GroupDoesNotExist : GroupUpdateType.LibraryAccessDenied;
            await RefuseAsync(who, joined?.Id ?? Guid.Empty, reason, cancellationToken);
        }
    }

    /// <summary>Takes the session out of any group.</summary>
    public async Task LeaveAsync(string sessionId, CancellationToken cancellationToken)
    {
        var groups = await store.ListAsync(cancellationToken);
        foreach (var group in groups.Where(group => group.Find(sessionId) is not null))
        {
            await store.ChangeAsync(group.Id, new LeaveEvent(sessionId), cancellationToken);
        }
    }

    /// <summary>
    /// Lets something happen to the group of a session. Returns false when no session of the user is in a group; when only another one
    /// is, the session is told so.
    /// </summary>
    public async Task<bool> HandleAsync(
        SessionIdentity who, Func<SyncPlayGroup, Task<SyncPlayEvent?>> decide, CancellationToken cancellationToken)
    {
        var groups = await store.ListAsync(cancellationToken);
        if (OwnOf(who.SessionId, groups) is { } group)
        {
            await store.ChangeAsync(group.Id, decide, cancellationToken);
            return true;
        }

        await RefuseAsync(who, Guid.Empty, GroupUpdateType.NotInGroup, cancellationToken);
        return IsActive(who.User.Id, groups);
    }

    private async Task<SyncPlayEvent?> JoinIfAllowedAsync(SessionIdentity who, SyncPlayGroup group, CancellationToken cancellationToken)
        => (await access.FilterAsync(who.User, [group], cancellationToken)).Count > 0 ? new JoinEvent(Member(who)) : null;

    private async Task<SyncPlayQueue> QueueOfAsync(User user, Session session, CancellationToken cancellationToken)
    {
        if (session.NowPlayingItemId is not { } playing)
        {
            return new SyncPlayQueue();
        }

        Guid[] ids = session.NowPlayingQueue.Count > 0 ? [.. session.NowPlayingQueue.Select(entry => entry.Id)] : [playing];
        var visible = await access.VisibleAsync(user, ids, cancellationToken);
        var queue = SyncPlayQueues.Make(ids.Where(visible.ContainsKey), visible);
        var index = queue.FindIndex(entry => entry.ItemId == playing);
        return index < 0 ? new SyncPlayQueue() : SyncPlayQueue.Of(queue, index);
    }

    private ValueTask RefuseAsync(SessionIdentity who, Guid groupId, GroupUpdateType type, CancellationToken cancellationToken)
        => bus.PublishAsync(new SyncPlayRefusal(who.SessionId, groupId, type), cancellationToken);

    private static SyncPlayGroup? OwnOf(string sessionId, IEnumerable<SyncPlayGroup> groups)
        => groups.Where(group => group.Find(sessionId) is not null).MaxBy(group => group.Find(sessionId)!.JoinedAt);

    private static bool IsActive(Guid userId, IEnumerable<SyncPlayGroup> groups)
        => groups.Any(group => group.Members.Any(member => member.UserId == userId));

    private static SyncPlayMember Member(SessionIdentity who) => new(who.SessionId, who.User.Id, who.User.Name);
}

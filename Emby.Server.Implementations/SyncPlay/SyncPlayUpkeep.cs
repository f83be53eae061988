using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.SyncPlay;

/// <summary>
/// Looks after groups: members that are away, groups that wait too long. Every replica does it; who writes first has done it.
/// </summary>
public sealed class SyncPlayUpkeep(SyncPlayStore store, ISessionStore sessions, IClusterClock clock, IOptions<SyncPlayOptions> options)
{
    /// <summary>Returns all groups, also those that are gone but have messages to deliver.</summary>
    public async Task<IReadOnlyList<SyncPlayGroup>> RunAsync(CancellationToken cancellationToken)
    {
        var groups = await store.ListWithGoneAsync(cancellationToken);
        if (groups.Count == 0)
        {
            return groups;
        }

        var upkeep = new UpkeepEvent((await sessions.ListConnectedAsync(cancellationToken)).ToHashSet(), options.Value);
        var looked = new List<SyncPlayGroup>();
        foreach (var group in groups)
        {
            var needsNothing = group.IsGone || ReferenceEquals(upkeep.ApplyTo(group, clock.UtcNow), group);
            looked.Add(needsNothing ? group : await store.ChangeAsync(group.Id, upkeep, cancellationToken) ?? group);
        }

        await LeaveOlderAsync(looked, cancellationToken);
        return looked;
    }

    /// <summary>Two requests at the same time may have brought a session into two groups: the later one counts.</summary>
    private async Task LeaveOlderAsync(IEnumerable<SyncPlayGroup> groups, CancellationToken cancellationToken)
    {
        var memberships = groups.SelectMany(group => group.Members.Select(member => (group.Id, Member: member)));
        foreach (var twice in memberships.GroupBy(entry => entry.Member.SessionId).Where(entries => entries.Skip(1).Any()))
        {
            foreach (var (id, member) in twice.OrderByDescending(entry => entry.Member.JoinedAt).Skip(1))
            {
                await store.ChangeAsync(id, new LeaveEvent(member.SessionId), cancellationToken);
            }
        }
    }
}

using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Changes watch state on a user's behalf and tells everybody. A change of a folder counts for all that is in it.</summary>
public sealed class UserDataService(IUserDataStore store, IMessageBus bus, TimeProvider time)
{
    /// <param name="userId">Whose watch state.</param>
    /// <param name="item">Film, episode or folder.</param>
    /// <param name="datePlayed">When it was watched, which counts as one more time; null = some time, at least once.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    public Task MarkPlayedAsync(Guid userId, Item item, DateTimeOffset? datePlayed, CancellationToken cancellationToken)
    {
        var change = new UserDataChange
        {
            Played = true,
            PlaybackPositionTicks = 0,
            AddPlays = datePlayed is null ? 0 : 1,
            MinimumPlayCount = 1,
            LastPlayedDate = datePlayed,
            LastPlayedDateIfNone = time.GetUtcNow(),
        };
        return ChangeContentAsync(userId, item, change, cancellationToken);
    }

    public Task MarkUnplayedAsync(Guid userId, Item item, CancellationToken cancellationToken)
        => ChangeContentAsync(
            userId,
            item,
            new UserDataChange { Played = false, PlaybackPositionTicks = 0, PlayCount = 0, ClearLastPlayedDate = true },
            cancellationToken);

    /// <summary>Changes the item itself, also when it is a folder.</summary>
    public async Task ChangeAsync(Guid userId, Item item, UserDataChange change, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(userId, item.Id, change, cancellationToken);
        await TellAsync(userId, [item.Id], item, cancellationToken);
    }

    private async Task ChangeContentAsync(Guid userId, Item item, UserDataChange change, CancellationToken cancellationToken)
    {
        if (!item.IsFolder)
        {
            await ChangeAsync(userId, item, change, cancellationToken);
            return;
        }

        var changed = await store.UpdateBelowAsync(userId, item.Id, change, cancellationToken);
        await TellAsync(userId, [item.Id, .. changed], item, cancellationToken);
    }

    /// <summary>Clients show how much of a season or series is left, so these change as well.</summary>
    private async Task TellAsync(Guid userId, IEnumerable<Guid> changed, Item item, CancellationToken cancellationToken)
    {
        var around = new[] { item.SeasonId, item.SeriesId, item.ParentId }.OfType<Guid>();
        await bus.PublishAsync(new UserDataChanged(userId, [.. changed.Concat(around).Distinct()]), cancellationToken);
    }
}

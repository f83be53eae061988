using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Turns what players report into watch state. When a method returns, it is in the database.</summary>
public sealed class WatchProgress(IUserDataStore store, IConfigurationStore configuration, IMessageBus bus, TimeProvider time)
{
    public Task StartAsync(IEnumerable<Guid> users, Item item, CancellationToken cancellationToken)
    {
        var change = new UserDataChange
        {
            AddPlays = 1,
            LastPlayedDate = time.GetUtcNow(),
            // What has no position to go on from is played once it starts.
            Played = !ResumePoint.KeepsPosition(item),
        };
        return WriteAsync(users, item, change, cancellationToken);
    }

    /// <summary>Not told to anybody: a player reports every few seconds.</summary>
    public async Task ContinueAsync(IEnumerable<Guid> users, Item item, PlayState state, User chooser, CancellationToken cancellationToken)
    {
        var change = state.PositionTicks is { } position ? await PositionAsync(item, position, cancellationToken) : new UserDataChange();
        foreach (var user in users)
        {
            var streams = user == chooser.Id ? WithStreams(change, state, chooser.Configuration) : change;
            if (streams != new UserDataChange())
            {
                await store.UpdateAsync(user, item.Id, streams, cancellationToken);
            }
        }
    }

    /// <param name="users">Who watched.</param>
    /// <param name="item">What.</param>
    /// <param name="positionTicks">Null when the player does not know: then it is taken for watched.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    public async Task StopAsync(IEnumerable<Guid> users, Item item, long? positionTicks, CancellationToken cancellationToken)
    {
        var change = positionTicks is { } position
            ? await PositionAsync(item, position, cancellationToken)
            : new UserDataChange { AddPlays = 1, Played = true, PlaybackPositionTicks = 0 };
        await WriteAsync(users, item, change, cancellationToken);
    }

    private static UserDataChange WithStreams(UserDataChange change, PlayState state, UserConfiguration wishes) => change with
    {
        AudioStreamIndex = wishes.RememberAudioSelections ? state.AudioStreamIndex : null,
        ClearAudioStreamIndex = !wishes.RememberAudioSelections,
        SubtitleStreamIndex = wishes.RememberSubtitleSelections ? state.SubtitleStreamIndex : null,
        ClearSubtitleStreamIndex = !wishes.RememberSubtitleSelections,
    };

    private async Task<UserDataChange> PositionAsync(Item item, long positionTicks, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var limits = new ResumeLimits(
            settings.MinResumePct,
            settings.MaxResumePct,
            TimeSpan.FromSeconds(settings.MinResumeDurationSeconds),
            settings.MinAudiobookResume,
            settings.MaxAudiobookResume);
        var point = ResumePoint.Of(item, positionTicks, limits);
        return new UserDataChange { PlaybackPositionTicks = point.PositionTicks, Played = point.IsPlayed ? true : null };
    }

    private async Task WriteAsync(IEnumerable<Guid> users, Item item, UserDataChange change, CancellationToken cancellationToken)
    {
        foreach (var user in users)
        {
            await store.UpdateAsync(user, item.Id, change, cancellationToken);
            var around = new[] { item.SeasonId, item.SeriesId, item.ParentId }.OfType<Guid>();
            await bus.PublishAsync(new UserDataChanged(user, [.. around.Prepend(item.Id).Distinct()]), cancellationToken);
        }
    }
}

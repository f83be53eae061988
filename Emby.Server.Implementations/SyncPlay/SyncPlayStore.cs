using System.Text.Json;
using System.Text.Json.Serialization;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.SyncPlay;

namespace Emby.Server.Implementations.SyncPlay;

/// <summary>Groups in the shared state. Every change is decided on the group as it is, and written only if it still is.</summary>
public sealed class SyncPlayStore(ISharedStore shared, IMessageBus bus, IClusterClock clock)
{
    private const string Collection = "syncplay-groups";
    private const int Attempts = 100;
    private const int LongestPauseMilliseconds = 20;

    /// <summary>Clients ping every minute.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    /// <summary>Until the last messages of a group are delivered.</summary>
    private static readonly TimeSpan TimeToSayGoodbye = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Also groups that are gone but have messages to deliver.</summary>
    public async Task<IReadOnlyList<SyncPlayGroup>> ListWithGoneAsync(CancellationToken cancellationToken)
        => [.. (await shared.ListAsync(Collection, cancellationToken)).Values.Select(Read)];

    public async Task<IReadOnlyList<SyncPlayGroup>> ListAsync(CancellationToken cancellationToken)
        => [.. (await ListWithGoneAsync(cancellationToken)).Where(group => !group.IsGone)];

    /// <summary>Returns null when there is none, not even one that is gone.</summary>
    public async Task<SyncPlayGroup?> FindAsync(Guid id, CancellationToken cancellationToken)
        => await shared.GetAsync(Key(id), cancellationToken) is { } json ? Read(json) : null;

    /// <summary>Begins a group with its first event.</summary>
    public async Task<SyncPlayGroup> AddAsync(SyncPlayGroup group, SyncPlayEvent first, CancellationToken cancellationToken)
    {
        var added = first.ApplyTo(group, clock.UtcNow);
        await WriteAsync(null, added, cancellationToken);
        await TellAsync(group, added, cancellationToken);
        return added;
    }

    /// <summary>
    /// Atomic: asks what happens to the group as it is, lets it happen and writes the result, again when another replica was faster.
    /// Returns the group afterwards, or null when there is none.
    /// </summary>
    /// <param name="id">Which group.</param>
    /// <param name="decide">May be asked several times; null = nothing happens.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<SyncPlayGroup?> ChangeAsync(
        Guid id, Func<SyncPlayGroup, Task<SyncPlayEvent?>> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var json = await shared.GetAsync(Key(id), cancellationToken);
            if (json is null || Read(json) is not { IsGone: false } before)
            {
                return null;
            }

            var after = await decide(before) is { } happening ? happening.ApplyTo(before, clock.UtcNow) : before;
            if (ReferenceEquals(after, before))
            {
                return before;
            }

            if (await WriteAsync(json, after, cancellationToken))
            {
                await TellAsync(before, after, cancellationToken);
                return after;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(LongestPauseMilliseconds)), TimeProvider.System, cancellationToken);
        }

        throw new SharedStateUnavailableException("The group is changed too often to be written.");
    }

    public Task<SyncPlayGroup?> ChangeAsync(Guid id, SyncPlayEvent happening, CancellationToken cancellationToken)
        => ChangeAsync(id, _ => Task.FromResult<SyncPlayEvent?>(happening), cancellationToken);

    private Task<bool> WriteAsync(string? expected, SyncPlayGroup group, CancellationToken cancellationToken)
        => shared.CompareAndSetAsync(
            Key(group.Id), expected, JsonSerializer.Serialize(group, Json), group.IsGone ? TimeToSayGoodbye : TimeToLive, cancellationToken);

    /// <summary>Only a hint: replicas look by themselves as well, so a process that dies before this line costs a second.</summary>
    private async Task TellAsync(SyncPlayGroup before, SyncPlayGroup after, CancellationToken cancellationToken)
    {
        var sessions = after.Outbox.Where(entry => entry.Number > before.LastNumber).SelectMany(entry => entry.SessionIds).Distinct().ToList();
        if (sessions.Count > 0)
        {
            await bus.PublishAsync(new SyncPlayGroupChanged(after.Id, sessions), cancellationToken);
        }
    }

    private static SyncPlayGroup Read(string json) => JsonSerializer.Deserialize<SyncPlayGroup>(json, Json)!;

    private static SharedKey Key(Guid id) => new(Collection, id.ToString("N"));
}

using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Tests.Sessions;

/// <summary>A clock that stands still.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Sessions that several services share; changes are atomic as in the real store.</summary>
internal sealed class FakeSessionStore : ISessionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _sessions = [];

    public int Writes { get; private set; }

    public Task<Session?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_sessions.GetValueOrDefault(id));

    public Task<IReadOnlyList<Session>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Session>>([.. _sessions.Values]);

    public Task<IReadOnlyCollection<string>> ListConnectedAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyCollection<string>>([.. _sessions.Keys]);

    public Task<Session?> UpdateAsync(string id, Func<Session?, Session?> change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var before = _sessions.GetValueOrDefault(id);
            var after = change(before);
            if (after is not null && !ReferenceEquals(after, before))
            {
                _sessions[id] = after;
                Writes++;
            }

            return Task.FromResult(after ?? before);
        }
    }

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_sessions.Remove(id));

    public Task SaveSocketsAsync(IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Everything else that reporting needs; remembers what was done.</summary>
internal sealed class FakeSurroundings : IUserDataStore, IItemStore, IDeviceMemory, IMessageBus, IConfigurationStore, IActivityLog, ITranscodeJobs
{
    public Dictionary<Guid, Item> Items { get; } = [];

    public List<(Guid UserId, UserDataChange Change)> Changes { get; } = [];

    public List<string> StoppedTranscodes { get; } = [];

    public List<object> Published { get; } = [];

    public Task UpdateAsync(Guid userId, Guid itemId, UserDataChange change, CancellationToken cancellationToken)
    {
        Changes.Add((userId, change));
        return Task.CompletedTask;
    }

    public Task StopAsync(string playSessionId, Guid? userId, CancellationToken cancellationToken)
    {
        StoppedTranscodes.Add(playSessionId);
        return Task.CompletedTask;
    }

    public ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        Published.Add(message);
        return ValueTask.CompletedTask;
    }

    public Task<Item?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(Items.GetValueOrDefault(id));

    public Task<Item?> FindRecentAsync(Guid id, CancellationToken cancellationToken) => FindAsync(id, cancellationToken);

    public Task<KnownDevice> FindAsync(string deviceId, CancellationToken cancellationToken) => Task.FromResult(new KnownDevice(null, null));

    public ValueTask<T> GetAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, new()
        => ValueTask.FromResult(new T());

    public Task WriteAsync(ActivityLogEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PingAsync(string playSessionId, bool isPaused, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SaveCapabilitiesAsync(string deviceId, ClientCapabilities capabilities, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, TranscodingInfo>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> UpdateAsync<T>(string key, Func<T, T> change, CancellationToken cancellationToken)
        where T : class, new()
        => throw new NotSupportedException();

    public Task StopDeviceAsync(string deviceId, Guid? userId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SaveAsync<T>(string key, T value, CancellationToken cancellationToken)
        where T : class
        => throw new NotSupportedException();

    public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
        where T : class
        => throw new NotSupportedException();

    public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler) => throw new NotSupportedException();

    public Task<UserItemData?> FindAsync(Guid userId, Guid itemId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<Guid, UserItemData>> FindManyAsync(Guid userId, IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<IReadOnlyList<Guid>> UpdateBelowAsync(Guid userId, Guid folderId, UserDataChange change, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<IReadOnlyList<Item>> FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Item>> OwnedAsync(IReadOnlyCollection<Guid> ownerIds, ItemRole role, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<ActivityPage> QueryAsync(ActivityQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> DeleteOlderAsync(DateTimeOffset than, CancellationToken cancellationToken) => throw new NotSupportedException();
}

using System.Collections.Concurrent;
using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using Npgsql;
using NpgsqlTypes;

namespace Jellyfin.Server.Implementations.Configuration;

/// <summary>
/// The <c>configuration</c> table with a cache in front. The cache holds one entry per key, of which there are few. It is emptied by
/// <see cref="ConfigurationChanged"/>, and re-read after <see cref="MaxAge"/> in case a message was lost.
/// </summary>
internal sealed class PostgresConfigurationStore : IConfigurationStore, IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>How long a value is used again before the next try to reach a database that is away.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Cached> _cache = new(StringComparer.Ordinal);
    private readonly NpgsqlDataSource _database;
    private readonly IMessageBus _bus;
    private readonly TimeProvider _time;
    private readonly IDisposable[] _subscriptions;
    private long _invalidations;

    public PostgresConfigurationStore(NpgsqlDataSource database, IMessageBus bus, TimeProvider time)
    {
        _database = database;
        _bus = bus;
        _time = time;
        _subscriptions =
        [
            bus.Subscribe<ConfigurationChanged>((message, _) => Expire(message.Key)),
            bus.OnResynchronise(_ => Expire(null)),
        ];
    }

    public async ValueTask<T> GetAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, new()
    {
        var cached = _cache.GetValueOrDefault(key);
        if (cached is { Value: T value } && cached.ExpiresAt > _time.GetUtcNow())
        {
            return value;
        }

        var invalidations = Interlocked.Read(ref _invalidations);
        try
        {
            var read = await ReadAsync<T>(key, cancellationToken);
            Remember(key, read, invalidations);
            return read;
        }
        catch (Exception exception) when (exception.IsDatabaseOutage() && cached?.Value is T)
        {
            _cache[key] = cached with { ExpiresAt = _time.GetUtcNow() + RetryAfter };
            return (T)cached.Value;
        }
    }

    public async Task SaveAsync<T>(string key, T value, CancellationToken cancellationToken)
        where T : class
    {
        await using var command = _database.CreateCommand(
            "INSERT INTO configuration (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        command.Parameters.AddWithValue(key);
        command.Parameters.Add(Json(value));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await ChangedAsync(key);
    }

    public async Task<T> UpdateAsync<T>(string key, Func<T, T> change, CancellationToken cancellationToken)
        where T : class, new()
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // An insert that loses against another replica's waits for it, so the row is there to be locked.
        await using var insert = new NpgsqlCommand("INSERT INTO configuration (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection);
        insert.Parameters.AddWithValue(key);
        insert.Parameters.Add(Json(new T()));
        await insert.ExecuteNonQueryAsync(cancellationToken);

        await using var select = new NpgsqlCommand("SELECT value FROM configuration WHERE key = $1 FOR UPDATE", connection);
        select.Parameters.AddWithValue(key);
        var changed = change(Parse<T>((string?)await select.ExecuteScalarAsync(cancellationToken)));

        await using var update = new NpgsqlCommand("UPDATE configuration SET value = $2 WHERE key = $1", connection);
        update.Parameters.AddWithValue(key);
        update.Parameters.Add(Json(changed));
        await update.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await ChangedAsync(key);
        return changed;
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private async Task<T> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, new()
    {
        await using var command = _database.CreateCommand("SELECT value FROM configuration WHERE key = $1");
        command.Parameters.AddWithValue(key);
        return Parse<T>((string?)await command.ExecuteScalarAsync(cancellationToken));
    }

    private async Task ChangedAsync(string key)
    {
        await Expire(key);
        // The row is written: whether the caller still waits must not decide whether others hear of it.
        await _bus.PublishAsync(new ConfigurationChanged(key), CancellationToken.None);
    }

    /// <summary>Keeps a value unless something was invalidated while it was read: it may be older than that.</summary>
    private void Remember(string key, object value, long invalidations)
    {
        // A client that has just finished the wizard on one replica must not be sent back to it by the next one.
        var keep = value is not ServerConfiguration { IsStartupWizardCompleted: false } && Interlocked.Read(ref _invalidations) == invalidations;
        var expiresAt = keep ? _time.GetUtcNow() + MaxAge : DateTimeOffset.MinValue;
        var cached = new Cached(value, expiresAt);
        _cache[key] = cached;
        if (Interlocked.Read(ref _invalidations) != invalidations)
        {
            _cache.TryUpdate(key, cached with { ExpiresAt = DateTimeOffset.MinValue }, cached);
        }
    }

    private ValueTask Expire(string? key)
    {
        Interlocked.Increment(ref _invalidations);
        foreach (var name in key is null ? _cache.Keys : [key])
        {
            if (_cache.TryGetValue(name, out var cached))
            {
                _cache.TryUpdate(name, cached with { ExpiresAt = DateTimeOffset.MinValue }, cached);
            }
        }

        return ValueTask.CompletedTask;
    }

    private static T Parse<T>(string? json)
        where T : class, new()
        => json is null ? new T() : JsonSerializer.Deserialize<T>(json, ConfigurationJson.Options) ?? new T();

    private static NpgsqlParameter Json<T>(T value)
        => new() { Value = JsonSerializer.Serialize(value, ConfigurationJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private sealed record Cached(object Value, DateTimeOffset ExpiresAt);
}

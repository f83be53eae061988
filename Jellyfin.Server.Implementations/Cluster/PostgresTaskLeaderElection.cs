using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// The lease as a row that the database's clock judges. Each step is one statement: nothing depends on a session, so it works behind a
/// pooler, and a holder that loses power is noticed when its time is over. Over connections of its own: a busy pool does not cost the
/// leadership.
/// </summary>
internal sealed class PostgresTaskLeaderElection(IOptions<DatabaseOptions> database, TimeProvider time) : ITaskLeaderElection, IDisposable
{
    // Every new holder gets a new token; those who share a lease get that of the first.
    private const string Take = """
        INSERT INTO leases AS lease (name, fencing_token, owner, expires_at) VALUES ($1, 1, $2, clock_timestamp() + $3)
        ON CONFLICT (name) DO UPDATE SET
            fencing_token = lease.fencing_token + CASE WHEN $4 AND lease.owner = $2 AND lease.expires_at > clock_timestamp() THEN 0 ELSE 1 END,
            owner = excluded.owner,
            expires_at = clock_timestamp() + $3
        WHERE lease.owner IS NULL OR lease.owner = $2 OR lease.expires_at IS NULL OR lease.expires_at <= clock_timestamp()
        RETURNING fencing_token
        """;

    private const string Extend = """
        UPDATE leases SET expires_at = clock_timestamp() + $3
        WHERE name = $1 AND owner = $2 AND fencing_token = $4 AND expires_at > clock_timestamp()
        RETURNING fencing_token
        """;

    private const string Free = "UPDATE leases SET owner = NULL, expires_at = NULL WHERE name = $1 AND owner = $2 AND fencing_token = $3";

    private const string Read = """
        SELECT owner, fencing_token, expires_at - clock_timestamp() FROM leases
        WHERE name = $1 AND owner IS NOT NULL AND expires_at > clock_timestamp()
        """;

    /// <summary>Twice this, and a second try, fit into the default renewal.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _connections = DatabaseServices.CreateSideDataSource(database.Value, "election", connections: 2, Limit);

    public Task<Lease?> TryAcquireAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
        => TakeAsync(owner, duration, isShared: false, cancellationToken);

    /// <summary>Takes a lease that others may hold at the same time; null while one replica holds it for itself.</summary>
    public Task<Lease?> TryShareAsync(TimeSpan duration, CancellationToken cancellationToken)
        => TakeAsync(Lease.Everyone, duration, isShared: true, cancellationToken);

    public async Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        return await ScalarAsync(Extend, [LeaderLease.Name, lease.Owner, duration, lease.FencingToken], cancellationToken) is long
            ? lease with { ExpiresAt = asked + duration, Road = LeaseRoad.Postgres }
            : null;
    }

    /// <summary>A shared lease is left to the others; it expires when nobody renews it.</summary>
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
        => lease.IsShared ? Task.CompletedTask : ScalarAsync(Free, [LeaderLease.Name, lease.Owner, lease.FencingToken], cancellationToken);

    public Task<Lease?> CurrentAsync(CancellationToken cancellationToken)
        => InTimeAsync(
            async limit =>
            {
                await using var command = Command(Read, [LeaderLease.Name]);
                await using var reader = await command.ExecuteReaderAsync(limit);
                return await reader.ReadAsync(limit)
                    ? new Lease(reader.GetString(0), reader.GetInt64(1), time.GetUtcNow() + reader.GetTimeSpan(2), LeaseRoad.Postgres)
                    : null;
            },
            cancellationToken);

    public void Dispose() => _connections.Dispose();

    private async Task<Lease?> TakeAsync(string owner, TimeSpan duration, bool isShared, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        return await ScalarAsync(Take, [LeaderLease.Name, owner, duration, isShared], cancellationToken) is long token
            ? new Lease(owner, token, asked + duration, LeaseRoad.Postgres)
            : null;
    }

    private Task<object?> ScalarAsync(string sql, object[] values, CancellationToken cancellationToken)
        => InTimeAsync(
            async limit =>
            {
                await using var command = Command(sql, values);
                return await command.ExecuteScalarAsync(limit);
            },
            cancellationToken);

    /// <summary>A database that hangs does not even answer a request to cancel, so the wait for it ends as well.</summary>
    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The database does not answer");
        }
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = _connections.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}

using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>All times are the database's, so replicas with different clocks agree on whose turn it is.</summary>
internal sealed class PostgresProbeQueue(IDbContextFactory<JellyfinDbContext> contexts, NpgsqlDataSource database, TimeProvider time) : IProbeQueue
{
    /// <summary>A file that could not be read is tried again after this, times the attempts so far.</summary>
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(3);

    public async Task<ProbeJob?> TakeAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE probe_queue SET locked_by = $1, locked_until = now() + $2, attempts = attempts + 1
            WHERE item_id = (
                SELECT item_id FROM probe_queue
                WHERE (locked_until IS NULL OR locked_until < now()) AND attempts < $3
                ORDER BY enqueued_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED)
            RETURNING item_id, attempts, enqueued_at
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = owner });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = duration });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = IProbeQueue.MaxAttempts });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var (id, attempts, enqueued) = (reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // The row of the queue goes with its item, so there is one unless it was removed this moment.
        var item = await context.Items.AsNoTracking().FirstOrDefaultAsync(item => item.Id == id, cancellationToken);
        return item is null ? null : new ProbeJob(item, attempts, owner, enqueued);
    }

    public async Task KeepAsync(ProbeJob job, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("UPDATE probe_queue SET locked_until = now() + $3 WHERE item_id = $1 AND locked_by = $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Item.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.Owner });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = duration });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task CompleteAsync(ProbeJob job, ProbeResult result, CancellationToken cancellationToken)
        => ProbeWriter.WriteAsync(contexts, job, result, cancellationToken);

    public async Task FailAsync(ProbeJob job, string error, CancellationToken cancellationToken)
    {
        if (job.Attempt >= IProbeQueue.MaxAttempts)
        {
            var media = job.Item.Path is null || job.Item.IsFolder ? null : new ItemMedia { ItemId = job.Item.Id, Error = error, ProbedAt = time.GetUtcNow() };
            await CompleteAsync(job, new ProbeResult(media, []), cancellationToken);
            return;
        }

        await using var command = database.CreateCommand(
            "UPDATE probe_queue SET locked_by = NULL, locked_until = now() + $3, last_error = $4 WHERE item_id = $1 AND locked_by = $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Item.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.Owner });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Backoff * job.Attempt });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM probe_queue WHERE attempts < $1 OR locked_until > now()");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = IProbeQueue.MaxAttempts });
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}

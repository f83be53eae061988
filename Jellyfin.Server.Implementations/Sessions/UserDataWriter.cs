using System.Threading.Channels;
using MediaBrowser.Controller.Library;
using Npgsql;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>
/// Writes changes of single items. Those that come while a transaction is under way go together in the next one: a thousand players need
/// no thousand commits, and a single one waits for nobody.
/// </summary>
internal sealed class UserDataWriter : IDisposable
{
    private const int MostAtOnce = 200;
    private const int MostWaiting = 10_000;

    private readonly Channel<UserDataWrite> _waiting = Channel.CreateBounded<UserDataWrite>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Func<UserDataWrite[], CancellationToken, Task> _commit;

    /// <param name="commit">Makes changes in their order, all or none; none when it is cancelled.</param>
    public UserDataWriter(Func<UserDataWrite[], CancellationToken, Task> commit)
    {
        _commit = commit;
        // What is written here belongs to no particular request.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>
    /// Returns after the commit. Changes of the same item are made in the order of the calls. What is cancelled before the commit begins is not
    /// made later: by then something newer may have been written on another replica.
    /// </summary>
    public async Task WriteAsync(Guid userId, Guid itemId, UserDataChange change, CancellationToken cancellationToken)
    {
        var write = new UserDataWrite(userId, itemId, change, cancellationToken);
        await _waiting.Writer.WriteAsync(write, cancellationToken);
        await write.Done.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _waiting.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            // Everybody locks rows in this order, so that two transactions never wait for each other.
            UserDataWrite[] writes = [.. TakeWaiting().OrderBy(write => write.UserId).ThenBy(write => write.ItemId)];
            if (writes.Length > 0)
            {
                await SaveAsync(writes);
            }
        }
    }

    private List<UserDataWrite> TakeWaiting()
    {
        var writes = new List<UserDataWrite>();
        while (writes.Count < MostAtOnce && _waiting.Reader.TryRead(out var write))
        {
            if (!write.Cancellation.IsCancellationRequested)
            {
                writes.Add(write);
            }
        }

        return writes;
    }

    private async Task SaveAsync(UserDataWrite[] writes)
    {
        using var oneHasGone = CancellationTokenSource.CreateLinkedTokenSource([.. writes.Select(write => write.Cancellation)]);
        try
        {
            await _commit(writes, oneHasGone.Token);
            Array.ForEach(writes, write => write.Done.TrySetResult());
        }
        catch (OperationCanceledException) when (oneHasGone.IsCancellationRequested)
        {
            // Nobody waits for it any more. The others have not gone.
            var waiting = writes.Where(write => !write.Cancellation.IsCancellationRequested).ToArray();
            if (waiting.Length > 0)
            {
                await SaveAsync(waiting);
            }
        }
        catch (PostgresException exception) when (writes.Length > 1 && IsFaultOfOne(exception))
        {
            foreach (var write in writes)
            {
                await SaveAsync([write]);
            }
        }
        catch (Exception exception)
        {
            // It reaches those who wait; the next ones are to be tried nevertheless.
            Array.ForEach(writes, write => write.Done.TrySetException(exception));
        }
    }

    /// <summary>A value that cannot be, or a user who is gone meanwhile.</summary>
    private static bool IsFaultOfOne(PostgresException exception)
        => exception.SqlState.StartsWith("22", StringComparison.Ordinal) || exception.SqlState.StartsWith("23", StringComparison.Ordinal);
}

internal sealed record UserDataWrite(Guid UserId, Guid ItemId, UserDataChange Change, CancellationToken Cancellation)
{
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

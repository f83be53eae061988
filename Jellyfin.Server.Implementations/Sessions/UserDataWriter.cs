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

    private readonly Channel<WaitingUserDataWrite> _waiting = Channel.CreateBounded<WaitingUserDataWrite>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Func<WaitingUserDataWrite[], CancellationToken, Task> _commit;
    private readonly TimeProvider _time;

    /// <param name="commit">Makes changes in their order, all or none; none when it is cancelled or one of them is given up.</param>
    /// <param name="time">For how long they wait.</param>
    public UserDataWriter(Func<WaitingUserDataWrite[], CancellationToken, Task> commit, TimeProvider time)
    {
        _commit = commit;
        _time = time;
        // What is written here belongs to no particular request.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>
    /// Returns after the commit. Changes of the same item are made in the order of the calls. What is cancelled before the commit begins, or has
    /// waited for longer than <see cref="WaitingUserDataWrite.Limit"/> by then, is not made later: something newer may have been written on another replica.
    /// </summary>
    /// <exception cref="TimeoutException">It has waited for too long.</exception>
    public async Task WriteAsync(Guid userId, Guid itemId, UserDataChange change, CancellationToken cancellationToken)
    {
        var write = new WaitingUserDataWrite(userId, itemId, change, _time.GetTimestamp(), cancellationToken);
        await _waiting.Writer.WriteAsync(write, cancellationToken);
        await write.Done.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _waiting.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            // Everybody locks rows in this order, so that two transactions never wait for each other.
            await SaveAsync([.. TakeWaiting().OrderBy(write => write.UserId).ThenBy(write => write.ItemId)]);
        }
    }

    private List<WaitingUserDataWrite> TakeWaiting()
    {
        var writes = new List<WaitingUserDataWrite>();
        while (writes.Count < MostAtOnce && _waiting.Reader.TryRead(out var write))
        {
            writes.Add(write);
        }

        return writes;
    }

    private async Task SaveAsync(WaitingUserDataWrite[] waiting)
    {
        var isGivenUp = waiting.ToLookup(write => write.IsGivenUp(_time));
        foreach (var write in isGivenUp[true])
        {
            write.Done.TrySetException(new TimeoutException("The database did not take the change in time."));
        }

        WaitingUserDataWrite[] writes = [.. isGivenUp[false]];
        if (writes.Length == 0)
        {
            return;
        }

        using var oneHasGone = CancellationTokenSource.CreateLinkedTokenSource([.. writes.Select(write => write.Cancellation)]);
        try
        {
            await _commit(writes, oneHasGone.Token);
            Array.ForEach(writes, write => write.Done.TrySetResult());
        }
        catch (OperationCanceledException) when (writes.Any(write => write.IsGivenUp(_time)))
        {
            await SaveAsync(writes);
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

using Jellyfin.Server.Implementations.Sessions;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Sessions;

public sealed class UserDataWriterTests : IDisposable
{
    private readonly List<WaitingUserDataWrite[]> _begun = [];
    private readonly List<WaitingUserDataWrite[]> _committed = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SteppedTime _time = new();
    private readonly UserDataWriter _writer;
    private TaskCompletionSource _database = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UserDataWriterTests() => _writer = new UserDataWriter(CommitAsync, _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task What_is_given_up_while_the_database_does_not_answer_is_not_written_when_it_does()
    {
        using var gone = new CancellationTokenSource();
        var old = WriteAsync(1, gone.Token);
        await _first.Task.WaitAsync(Cancel);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => old);
        _database.SetResult();
        await WriteAsync(2, Cancel);

        Assert.Equal([2], Positions(_committed));
    }

    [Fact]
    public async Task What_waits_together_with_something_given_up_is_written()
    {
        using var gone = new CancellationTokenSource();
        var head = WriteAsync(0, Cancel);
        await _first.Task.WaitAsync(Cancel);
        var old = WriteAsync(1, gone.Token);
        var others = new[] { WriteAsync(2, Cancel), WriteAsync(3, Cancel) };
        var answered = _database;
        _database = new(TaskCreationOptions.RunContinuationsAsynchronously);
        answered.SetResult();
        await head;
        await Eventually.IsTrueAsync(() => Count(_begun) == 2, "the three are on their way");

        await gone.CancelAsync();
        await Eventually.IsTrueAsync(() => Count(_begun) == 3, "it begins again without the one");
        _database.SetResult();
        await Task.WhenAll(others);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => old);
        Assert.Equal([0, 2, 3], Positions(_committed));
    }

    [Fact]
    public async Task What_has_waited_too_long_for_its_turn_is_refused_and_the_next_is_written()
    {
        var head = WriteAsync(0, Cancel);
        await _first.Task.WaitAsync(Cancel);
        var late = WriteAsync(1, Cancel);
        _time.Advance(WaitingUserDataWrite.Limit + TimeSpan.FromTicks(1));
        var next = WriteAsync(2, Cancel);
        _database.SetResult();
        await Task.WhenAll(head, next);

        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Equal([0, 2], Positions(_committed));
    }

    private static int Count(List<WaitingUserDataWrite[]> batches)
    {
        lock (batches)
        {
            return batches.Count;
        }
    }

    private static IEnumerable<long> Positions(List<WaitingUserDataWrite[]> batches)
        => batches.SelectMany(batch => batch).Select(write => write.Change.PlaybackPositionTicks!.Value).Order();

    private Task WriteAsync(long position, CancellationToken cancellationToken)
        => _writer.WriteAsync(Guid.NewGuid(), Guid.NewGuid(), new UserDataChange { PlaybackPositionTicks = position }, cancellationToken);

    private async Task CommitAsync(WaitingUserDataWrite[] writes, CancellationToken cancellationToken)
    {
        lock (_begun)
        {
            _begun.Add(writes);
        }

        _first.TrySetResult();
        await _database.Task.WaitAsync(cancellationToken);
        _committed.Add(writes);
    }
}

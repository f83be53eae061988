using System.Collections.Concurrent;
using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>What ends is not counted any more, whatever was under way: new streams would keep away from a replica that does nothing.</summary>
public sealed class OwnershipTests : IDisposable
{
    private readonly SlowStore _store = new();
    private readonly PlacementTurn _turn;
    private readonly TranscodeOwnership _ownership;
    private readonly Stream _stream = new();

    public OwnershipTests()
    {
        var registry = new OneReplica();
        var transcoding = Options.Create(new TranscodeOptions());
        var availability = Options.Create(new HighAvailabilityOptions());
        var folders = new TranscodeFolders(Options.Create(new PathOptions()), transcoding, registry, NullLogger<TranscodeFolders>.Instance);
        var entries = new TranscodeEntries(_store);
        var limits = new TranscodeLimits(new SegmentQuota(folders, transcoding, TimeProvider.System), transcoding, TimeProvider.System);
        _turn = new PlacementTurn(_store, TimeProvider.System);
        _ownership = new TranscodeOwnership(
            entries, new TranscodePlacement(entries, limits, registry, availability), _turn, registry, availability, TimeProvider.System,
            NullLogger<TranscodeOwnership>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_ends_while_its_renewal_is_under_way_leaves_no_entry()
    {
        Assert.True(await _ownership.ConfirmAsync(_stream, Token));
        var answer = _store.HoldNextAnswer();
        var renewing = _ownership.ConfirmAsync(_stream, Token);

        _stream.HasEnded = true;
        await _ownership.ReleaseAsync(_stream.Key);
        answer.SetResult();
        await renewing;

        Assert.Empty(_store.Entries);
    }

    [Fact]
    public async Task A_renewal_that_begins_when_the_stream_has_ended_leaves_no_entry()
    {
        Assert.True(await _ownership.ConfirmAsync(_stream, Token));
        _stream.HasEnded = true;
        await _ownership.ReleaseAsync(_stream.Key);

        await _ownership.ConfirmAsync(_stream, Token);

        Assert.Empty(_store.Entries);
    }

    [Fact]
    public async Task A_renewal_that_is_given_up_leaves_no_entry_of_a_stream_that_has_ended()
    {
        Assert.True(await _ownership.ConfirmAsync(_stream, Token));
        using var impatience = new CancellationTokenSource();
        _store.HoldNextAnswer();
        var renewing = _ownership.ConfirmAsync(_stream, impatience.Token);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
        _stream.HasEnded = true;
        await _ownership.ReleaseAsync(_stream.Key);

        Assert.Empty(_store.Entries);
    }

    [Fact]
    public async Task The_entry_of_whoever_has_taken_the_stream_over_stays()
    {
        Assert.True(await _ownership.ConfirmAsync(_stream, Token));
        var theirs = _stream.Describe(new ReplicaIdentity("b", "1", "http://b", "1.0"), long.MaxValue).Serialize();
        _store.Entries[TranscodeOwner.KeyOf(_stream.Key)] = theirs;

        Assert.False(await _ownership.ConfirmAsync(_stream, Token));
        _stream.HasEnded = true;
        await _ownership.ReleaseAsync(_stream.Key);

        Assert.Equal(theirs, Assert.Single(_store.Entries).Value);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Stream : IOwnedStream
    {
        private int _described;

        public string Key => "stream";

        public bool HasEnded { get; set; }

        /// <summary>Never the same.</summary>
        public TranscodeOwner Describe(ReplicaIdentity self, long epoch)
            => new(self.Id, self.Incarnation, self.Url, epoch, "", "", new TranscodingInfo()) { LastFinished = _described++ };
    }

    /// <summary>Does at once what it is told; an answer may take long.</summary>
    private sealed class SlowStore : ISharedStore
    {
        private TaskCompletionSource? _held;

        public ConcurrentDictionary<SharedKey, string> Entries { get; } = [];

        public TaskCompletionSource HoldNextAnswer() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string?> GetAsync(SharedKey key, CancellationToken cancellationToken) => Task.FromResult(Entries.GetValueOrDefault(key));

        public async Task<bool> CompareAndSetAsync(SharedKey key, string? expected, string? value, TimeSpan timeToLive, CancellationToken cancellationToken)
        {
            var done = Entries.GetValueOrDefault(key) == expected;
            if (done && value is null)
            {
                Entries.TryRemove(key, out _);
            }
            else if (done)
            {
                Entries[key] = value!;
            }

            await (Interlocked.Exchange(ref _held, null)?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            return done;
        }

        public Task<IReadOnlyDictionary<string, string>> ListAsync(string collection, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetAsync(SharedKey key, string value, TimeSpan timeToLive, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long> IncrementAsync(SharedKey key, TimeSpan timeToLive, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RemoveAsync(SharedKey key, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

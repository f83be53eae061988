using System.Globalization;

namespace Jellyfin.Testing.Playing;

/// <summary>Loads as a player does: with its limits, and again when that fails.</summary>
internal sealed class PlayerHttp(PlayerKind kind) : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = kind.Connect, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Lock _lock = new();
    private readonly List<string> _refusals = [];
    private readonly List<string> _retries = [];
    private TimeSpan _longestWait;

    /// <summary>The longest wait, answers of 400 and more, and why something was asked for again; since the last call.</summary>
    public (TimeSpan LongestWait, IReadOnlyList<string> Refusals, IReadOnlyList<string> Retries) Take()
    {
        lock (_lock)
        {
            (TimeSpan, IReadOnlyList<string>, IReadOnlyList<string>) taken = (_longestWait, [.. _refusals], [.. _retries]);
            _longestWait = TimeSpan.Zero;
            _refusals.Clear();
            _retries.Clear();
            return taken;
        }
    }

    /// <summary>Null when the player has given up.</summary>
    public async Task<byte[]?> LoadAsync(Uri address, CancellationToken cancellationToken)
    {
        var asked = TimeProvider.System.GetTimestamp();
        try
        {
            for (var number = 0; number <= kind.Retries; number++)
            {
                if (await TryAsync(address, cancellationToken) is { } bytes)
                {
                    return bytes;
                }

                await Task.Delay(DelayAfter(number), TimeProvider.System, cancellationToken);
            }

            return null;
        }
        finally
        {
            var took = TimeProvider.System.GetElapsedTime(asked);
            lock (_lock)
            {
                _longestWait = took > _longestWait ? took : _longestWait;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private TimeSpan DelayAfter(int number)
    {
        var delay = kind.FirstDelay * Math.Pow(2, number);
        return delay < kind.LongestDelay ? delay : kind.LongestDelay;
    }

    private async Task<byte[]?> TryAsync(Uri address, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(silence.Token);
        limit.CancelAfter(kind.Load);
        try
        {
            silence.CancelAfter(kind.FirstByte);
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                var text = await response.Content.ReadAsStringAsync(limit.Token);
                Note(_refusals, string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {address.AbsolutePath} {text}"));
                return null;
            }

            return await ReadAsync(response, silence, limit.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Note(_retries, $"{address.AbsolutePath}: {exception.Message}");
            return null;
        }
    }

    private void Note(List<string> book, string line)
    {
        lock (_lock)
        {
            book.Add(line);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var part = new byte[BufferSize];
        for (var read = -1; read != 0;)
        {
            silence.CancelAfter(kind.FirstByte);
            read = await body.ReadAsync(part, cancellationToken);
            bytes.Write(part, 0, read);
        }

        return bytes.ToArray();
    }
}

using System.Globalization;

namespace Jellyfin.Failover.Tests.Playing;

/// <summary>Loads as a player does: with its limits, and again when that fails.</summary>
internal sealed class PlayerHttp(PlayerKind kind) : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = kind.Connect, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<string> _refusals = [];
    private readonly List<string> _retries = [];

    /// <summary>Answers of 400 and more: web players end at the first one.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Why something was asked for again.</summary>
    public IReadOnlyList<string> Retries => _retries;

    /// <summary>With all tries.</summary>
    public TimeSpan LongestWait { get; private set; }

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
            LongestWait = took > LongestWait ? took : LongestWait;
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
                _refusals.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {address.AbsolutePath} {text}"));
                return null;
            }

            return await ReadAsync(response, silence, limit.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            _retries.Add($"{address.AbsolutePath}: {exception.Message}");
            return null;
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

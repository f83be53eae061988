using System.Text;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Testing.Playing;

/// <summary>
/// Plays a film that must be transcoded as a person's player does: playlists first, then segments as long as its buffer is not full, while
/// the film goes by.
/// </summary>
public sealed class HlsPlayer : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ServerClient _client;
    private readonly PlayerHttp _http;
    private readonly PlayerKind _kind;
    private readonly PlayerBuffer _buffer;
    private readonly string _playSession;
    private readonly MediaPlaylist _playlist;
    private readonly List<byte[]> _segments = [];
    private readonly CancellationTokenSource _stop = new();
    private byte[]? _initialisation;
    private Task _playing = Task.CompletedTask;

    private HlsPlayer(ServerClient client, PlayerHttp http, PlayerKind kind, double speed, string playSession, MediaPlaylist playlist)
    {
        (_client, _http, _kind, _playSession, _playlist) = (client, http, kind, playSession, playlist);
        _buffer = new PlayerBuffer(speed, TimeProvider.System);
    }

    public PlayerKind Kind => _kind;

    public string Name => _kind.Name;

    /// <summary>That have arrived.</summary>
    public int Segments
    {
        get
        {
            lock (_segments)
            {
                return _segments.Count;
            }
        }
    }

    /// <summary>Segments of the film that have not arrived.</summary>
    public int Left => _playlist.Segments.Count - Segments;

    public bool IsFull => _buffer.Ahead >= _kind.Buffer;

    /// <summary>It has shown an error and stopped.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Asks the server what to play, and loads the playlists.</summary>
    /// <param name="client">Logged in at the balancer; belongs to the player from now on.</param>
    /// <param name="film">Id.</param>
    /// <param name="kind">How it behaves.</param>
    /// <param name="speed">1 = as the film goes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HlsPlayer> OpenAsync(ServerClient client, string film, PlayerKind kind, double speed, CancellationToken cancellationToken)
    {
        var info = (await client.PostAsync($"/Items/{film}/PlaybackInfo", Request(kind.Container), cancellationToken))!;
        var http = new PlayerHttp(kind);
        var address = new Uri(client.Http.BaseAddress!, (string)info["MediaSources"]![0]!["TranscodingUrl"]!);
        address = MediaPlaylist.VariantOf(await TextAsync(http, address, cancellationToken), address);
        var playlist = MediaPlaylist.Parse(await TextAsync(http, address, cancellationToken), address);
        return new HlsPlayer(client, http, kind, speed, (string)info["PlaySessionId"]!, playlist);
    }

    public void Start() => _playing = PlayAsync(_stop.Token);

    /// <summary>From now on its report tells the least that there was in the buffer.</summary>
    public void MarkFull() => _buffer.MarkFull();

    /// <summary>What there was since the last report.</summary>
    public PlayerReport Take()
    {
        var (lowMark, stalled) = _buffer.Take();
        var (longestWait, refusals, retries) = _http.Take();
        return new PlayerReport(longestWait, lowMark, stalled, refusals, retries, HasGivenUp);
    }

    /// <summary>All segments that are left, at once, without watching them.</summary>
    public async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        while (Left > 0 && !HasGivenUp)
        {
            await LoadNextAsync(cancellationToken);
        }
    }

    /// <summary>Ends playing where it is, and the stream.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _playing;
        using var answer = await _client.Http.DeleteAsync(new Uri("/Videos/ActiveEncodings?playSessionId=" + _playSession, UriKind.Relative));
    }

    /// <summary>The pictures and sounds of segments that have arrived.</summary>
    public async Task<DecodedStream> DecodeAsync(Range segments)
    {
        byte[] bytes;
        lock (_segments)
        {
            bytes = [.. _initialisation ?? [], .. _segments[segments].SelectMany(segment => segment)];
        }

        var folder = Directory.CreateTempSubdirectory("jellyfin-played-");
        try
        {
            var file = Path.Combine(folder.FullName, "stream." + _kind.Container);
            await File.WriteAllBytesAsync(file, bytes);
            return await DecodedStream.OfAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await StopAsync();
        }

        _client.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task PlayAsync(CancellationToken stop)
    {
        try
        {
            while (Left > 0 && !HasGivenUp)
            {
                if (IsFull)
                {
                    await Task.Delay(Look, TimeProvider.System, stop);
                }
                else
                {
                    await LoadNextAsync(stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The person has seen enough.
        }
    }

    private async Task LoadNextAsync(CancellationToken cancellationToken)
    {
        var segment = _playlist.Segments[Segments];
        if (_playlist.Initialisation is { } initialisation)
        {
            _initialisation ??= await _http.LoadAsync(initialisation, cancellationToken);
        }

        if (await _http.LoadAsync(segment.Address, cancellationToken) is not { } bytes)
        {
            HasGivenUp = true;
            return;
        }

        lock (_segments)
        {
            _segments.Add(bytes);
        }

        _buffer.Add(segment.Length);
    }

    private static async Task<string> TextAsync(PlayerHttp http, Uri address, CancellationToken cancellationToken)
    {
        if (await http.LoadAsync(address, cancellationToken) is { } bytes)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var (_, refusals, retries) = http.Take();
        throw new InvalidOperationException($"no playlist: {string.Join(", ", refusals.Concat(retries))}");
    }

    private static JsonObject Request(string container) => new JsonObject
    {
        ["AllowVideoStreamCopy"] = false,
        ["AllowAudioStreamCopy"] = false,
        ["DeviceProfile"] = new JsonObject
        {
            ["MaxStreamingBitrate"] = 20_000_000,
            ["TranscodingProfiles"] = new JsonArray(new JsonObject
            {
                ["Container"] = container,
                ["Type"] = "Video",
                ["VideoCodec"] = "h264",
                ["AudioCodec"] = "aac",
                ["Protocol"] = "hls",
                ["Context"] = "Streaming",
            }),
        },
    };
}

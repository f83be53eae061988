using System.Text;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Setup;
using Jellyfin.Testing;

namespace Jellyfin.Failover.Tests.Playing;

/// <summary>
/// Plays a film that must be transcoded as a person's player does: playlists first, then segments as long as its buffer is not full, while
/// the film goes by.
/// </summary>
internal sealed class HlsPlayer : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ServerClient _client;
    private readonly PlayerHttp _http;
    private readonly PlayerKind _kind;
    private readonly PlayerBuffer _buffer;
    private readonly string _playSession;
    private readonly MediaPlaylist _playlist;
    private readonly MemoryStream _bytes = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _playing = Task.CompletedTask;

    private HlsPlayer(ServerClient client, PlayerHttp http, PlayerKind kind, double speed, string playSession, MediaPlaylist playlist)
    {
        (_client, _http, _kind, _playSession, _playlist) = (client, http, kind, playSession, playlist);
        _buffer = new PlayerBuffer(speed, TimeProvider.System);
    }

    public PlayerKind Kind => _kind;

    public string Name => _kind.Name;

    /// <summary>That have arrived.</summary>
    public int Segments { get; private set; }

    public bool IsFull { get; private set; }

    /// <summary>It has shown an error and stopped.</summary>
    public bool HasGivenUp { get; private set; }

    public TimeSpan LongestWait => _http.LongestWait;

    public TimeSpan LowMark => _buffer.LowMark ?? TimeSpan.Zero;

    public TimeSpan Stalled => _buffer.Stalled;

    public IReadOnlyList<string> Refusals => _http.Refusals;

    public IReadOnlyList<string> Retries => _http.Retries;

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

    /// <summary>The next segments at once, without watching them.</summary>
    public async Task LoadAsync(int count, CancellationToken cancellationToken)
    {
        while (Segments < count && !HasGivenUp)
        {
            await LoadNextAsync(cancellationToken);
        }
    }

    /// <summary>Ends playing where it is.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _playing;
        _ = _buffer.Ahead;
    }

    /// <summary>The pictures and sounds that it was sent.</summary>
    public async Task<DecodedStream> DecodeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("jellyfin-played-");
        try
        {
            var file = Path.Combine(folder.FullName, "stream." + _kind.Container);
            await File.WriteAllBytesAsync(file, _bytes.ToArray());
            return await DecodedStream.OfAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        using var answer = await _client.Http.DeleteAsync(new Uri("/Videos/ActiveEncodings?playSessionId=" + _playSession, UriKind.Relative));
        _client.Dispose();
        _http.Dispose();
        _stop.Dispose();
        await _bytes.DisposeAsync();
    }

    private async Task PlayAsync(CancellationToken stop)
    {
        try
        {
            while (Segments < _playlist.Segments.Count && !HasGivenUp)
            {
                if (_buffer.Ahead >= _kind.Buffer)
                {
                    IsFull = true;
                    _buffer.MarkFull();
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
        if (_bytes.Length == 0 && _playlist.Initialisation is { } initialisation)
        {
            _bytes.Write(await _http.LoadAsync(initialisation, cancellationToken) ?? []);
        }

        if (await _http.LoadAsync(segment.Address, cancellationToken) is not { } bytes)
        {
            HasGivenUp = true;
            return;
        }

        _bytes.Write(bytes);
        _buffer.Add(segment.Length);
        Segments++;
    }

    private static async Task<string> TextAsync(PlayerHttp http, Uri address, CancellationToken cancellationToken)
        => await http.LoadAsync(address, cancellationToken) is { } bytes
            ? Encoding.UTF8.GetString(bytes)
            : throw new InvalidOperationException($"no playlist: {string.Join(", ", http.Refusals.Concat(http.Retries))}");

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

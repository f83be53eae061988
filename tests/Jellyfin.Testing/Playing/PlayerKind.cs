namespace Jellyfin.Testing.Playing;

/// <summary>How a player of HLS behaves, with the defaults of its project.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Container">Of its segments: <c>mp4</c> or <c>ts</c>.</param>
/// <param name="Buffer">It loads no more while so much lies ahead.</param>
public sealed record PlayerKind(string Name, string Container, TimeSpan Buffer)
{
    /// <summary>Until a connection is there.</summary>
    public required TimeSpan Connect { get; init; }

    /// <summary>Until the first byte of an answer, and between two of them.</summary>
    public required TimeSpan FirstByte { get; init; }

    /// <summary>Until the last byte.</summary>
    public required TimeSpan Load { get; init; }

    /// <summary>After the first try.</summary>
    public required int Retries { get; init; }

    /// <summary>Before the second try; the delay doubles up to <see cref="LongestDelay"/>.</summary>
    public required TimeSpan FirstDelay { get; init; }

    public required TimeSpan LongestDelay { get; init; }

    /// <summary>As Jellyfin's web client sets it up.</summary>
    public static readonly PlayerKind HlsJs = new("hls.js", "mp4", TimeSpan.FromSeconds(30))
    {
        Connect = TimeSpan.FromSeconds(10),
        FirstByte = TimeSpan.FromSeconds(10),
        Load = TimeSpan.FromSeconds(20),
        Retries = 6,
        FirstDelay = TimeSpan.FromSeconds(1),
        LongestDelay = TimeSpan.FromSeconds(8),
    };

    /// <summary>Android's player, with the same buffer.</summary>
    public static readonly PlayerKind ExoPlayer = new("ExoPlayer", "ts", TimeSpan.FromSeconds(30))
    {
        Connect = TimeSpan.FromSeconds(8),
        FirstByte = TimeSpan.FromSeconds(8),
        Load = TimeSpan.FromSeconds(60),
        Retries = 3,
        FirstDelay = TimeSpan.Zero,
        LongestDelay = TimeSpan.FromSeconds(5),
    };
}

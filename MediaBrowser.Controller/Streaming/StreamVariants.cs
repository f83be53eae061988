namespace MediaBrowser.Controller.Streaming;

/// <summary>The same stream at lower bit rates, for players that change it by themselves. Each of them is a stream of its own.</summary>
public static class StreamVariants
{
    private const string BitrateName = "VideoBitrate";

    /// <summary>Bits per second of a picture that is still worth looking at.</summary>
    private const int LeastBitrate = 64_000;

    /// <summary>
    /// The stream itself, then up to two lower ones if the address asks for them. A picture that is copied, or encoded without a limit, has
    /// only one bit rate.
    /// </summary>
    /// <param name="plan">The stream.</param>
    /// <param name="parameters">Of its address.</param>
    /// <param name="query">Of its address, with the question mark.</param>
    public static IReadOnlyList<StreamVariant> Of(StreamPlan plan, StreamParameters parameters, string query)
    {
        var own = new StreamVariant(plan, query);
        if (!parameters.EnableAdaptiveBitrateStreaming || plan.Video is not { IsCopy: false, MaxBitrate: { } bitrate })
        {
            return [own];
        }

        var step = Step(bitrate + (plan.Audio?.Bitrate ?? 0));
        return
        [
            own,
            .. new[] { bitrate - step, bitrate - (2 * step) }.Where(lower => lower >= LeastBitrate).Select(lower => new StreamVariant(
                StreamPlanner.Create(plan.Source, parameters.With(BitrateName, lower), null, plan.Settings), Replace(query, lower))),
        ];
    }

    /// <summary>The numbers are upstream's.</summary>
    private static int Step(int bitrate) => bitrate switch
    {
        >= 10_000_000 => 2_000_000,
        >= 5_000_000 => 1_500_000,
        >= 3_000_000 => 1_000_000,
        >= 2_000_000 => 500_000,
        >= 1_000_000 => 300_000,
        >= 600_000 => 200_000,
        >= 400_000 => 100_000,
        _ => 50_000,
    };

    private static string Replace(string query, int bitrate)
        => "?" + string.Join('&', query.TrimStart('?').Split('&').Select(pair =>
            pair.Split('=')[0].Equals(BitrateName, StringComparison.OrdinalIgnoreCase) ? FormattableString.Invariant($"{BitrateName}={bitrate}") : pair));
}

/// <param name="Plan">Of the stream.</param>
/// <param name="Query">Of its address, with the question mark.</param>
public sealed record StreamVariant(StreamPlan Plan, string Query);

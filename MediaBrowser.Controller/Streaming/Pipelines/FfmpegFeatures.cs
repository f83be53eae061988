using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>What an ffmpeg was built with. Says nothing about the machine.</summary>
/// <param name="Names">Of encoders and filters.</param>
public sealed record FfmpegFeatures(IReadOnlySet<string> Names)
{
    /// <summary>Nobody could ask it.</summary>
    public static readonly FfmpegFeatures Unknown = new(new HashSet<string>(StringComparer.Ordinal));

    public bool Has(string name) => Names.Contains(name);

    /// <summary>Names of what only this hardware runs, in order; among them the encoders.</summary>
    public IEnumerable<string> Of(HardwareAccelerationType type) => Names.Where(name => name.EndsWith($"_{type}", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <param name="lists">What <c>-encoders</c> and <c>-filters</c> print: flags, a name, a description.</param>
    public static FfmpegFeatures Parse(params IEnumerable<string> lists) => new(
        lists.SelectMany(list => list.Split('\n'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2)
            .Select(words => words[1])
            .ToHashSet(StringComparer.Ordinal));
}

using System.Globalization;
using Jellyfin.Testing;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Rows for <c>tools/seam-table</c>, when that asks for them.</summary>
internal static class SeamTable
{
    public static bool IsWanted => File is not null;

    private static string? File => Environment.GetEnvironmentVariable("JELLYFIN_SEAM_ROWS") is { Length: > 0 } file ? file : null;

    public static Task AddAsync(string source, string container, bool copy, Seam seam) => AddAsync(
        $"{source} | {(copy ? "copied" : "encoded")} | {container} | {seam.Frames} | {seam.MissingFrames} / {seam.ExtraFrames}", seam);

    public static Task AddSoundAsync(string source, string container, string? codec, Seam seam, int sounds)
        => AddAsync($"{source} | none, sound {(codec is null ? "copied" : "as " + codec)} | {container} | {sounds} of sound | –", seam);

    private static async Task AddAsync(string start, Seam seam)
    {
        if (File is { } file)
        {
            var row = string.Create(
                CultureInfo.InvariantCulture,
                $"| {start} | {seam.MissingSounds} / {seam.ExtraSounds} | {seam.Difference:0.00} |\n");
            await System.IO.File.AppendAllTextAsync(file, row);
        }
    }
}

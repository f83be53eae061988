using System.Globalization;
using MediaBrowser.Controller.Trickplay;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>
/// What a set beside a film was made of and how, in a hidden file next to its folder: tiles do not say it, and in the folder upstream takes every file for one.
/// </summary>
/// <param name="Interval">Milliseconds from one thumbnail to the next.</param>
/// <param name="FileSize">Bytes of the film.</param>
internal sealed record TrickplayMark(int Interval, long FileSize)
{
    /// <summary>Null when there is none: the set is upstream's. One that cannot be read fits no film.</summary>
    public static TrickplayMark? Read(string path, TrickplayPlan plan)
    {
        var file = FileOf(path, plan);
        if (!File.Exists(file))
        {
            return null;
        }

        return File.ReadAllText(file).Split(' ') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var interval)
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? new TrickplayMark(interval, size)
                : new TrickplayMark(0, 0);
    }

    public void Write(string path, TrickplayPlan plan)
        => File.WriteAllText(FileOf(path, plan), string.Create(CultureInfo.InvariantCulture, $"{Interval} {FileSize}"));

    private static string FileOf(string path, TrickplayPlan plan) => Path.Combine(TrickplayFolders.BesideOf(path), "." + TrickplayFolders.NameBeside(plan));
}

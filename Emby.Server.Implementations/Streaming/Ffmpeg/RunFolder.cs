using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>The folder that an ffmpeg works in.</summary>
internal static class RunFolder
{
    /// <summary>Makes it, with the link to the subtitle that is burnt in and room for its fonts.</summary>
    public static string Create(string path, StreamPlan plan)
    {
        var folder = Directory.CreateDirectory(path).FullName;
        var link = Path.Combine(folder, FfmpegArguments.SubtitleLink);
        if (plan.BurntSubtitle is { IsTextSubtitle: true } subtitle && !File.Exists(link))
        {
            File.CreateSymbolicLink(link, subtitle.Path ?? plan.Source.Path);
        }

        if (plan.FontsForSubtitle.Any())
        {
            Directory.CreateDirectory(Path.Combine(folder, FfmpegArguments.FontFolder));
        }

        return folder;
    }
}

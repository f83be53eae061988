namespace Jellyfin.LocalCluster.Media;

/// <summary>Films and series made with ffmpeg: small pictures, quick to make, the same every time. What is there already is kept.</summary>
public static class SampleMedia
{
    private const int EpisodeSeconds = 20;

    /// <summary>About a minute on two cores the first time.</summary>
    public static async Task MakeAsync(string directory, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        // Everything is made below this folder and moved when it is whole, so half a set is completed by the next call.
        var complete = Path.Combine(directory, ".complete");
        if (File.Exists(complete))
        {
            return;
        }

        progress.Step("Making sample media");
        var work = Films(directory).Concat(Shows(directory)).Append(new Job("", (_, token) => RealClip.AddAsync(directory, token))).ToList();
        var done = 0;
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, async (job, token) =>
        {
            if (job.Target.Length == 0 || !File.Exists(job.Target))
            {
                await job.MakeAsync(job.Target, token);
            }

            progress.Percentage("Sample media", 100.0 * Interlocked.Increment(ref done) / work.Count);
        });
        await File.WriteAllTextAsync(complete, "", cancellationToken);
    }

    /// <summary>One H.264 film of the given length in a folder of its own, for tests that need no more.</summary>
    public static Task MakeFilmAsync(string directory, string title, int year, int seconds, CancellationToken cancellationToken)
        => Ffmpeg.MakeClipAsync(
            new Clip("", seconds, ClipCodec.H264Aac),
            Path.Combine(directory, "Movies", $"{title} ({year})", $"{title} ({year}).mp4"),
            hue: 0,
            cancellationToken);

    private static IEnumerable<Job> Films(string directory)
    {
        var number = 0;
        foreach (var film in SampleFilms.All)
        {
            var folder = Path.Combine(directory, film.Folder);
            var hue = 29 * number++;
            foreach (var clip in film.Clips)
            {
                yield return ClipJob(clip, Path.Combine(folder, clip.Path), hue);
                foreach (var language in clip.ExternalSubtitles)
                {
                    yield return TextJob(Path.ChangeExtension(Path.Combine(folder, clip.Path), language + ".srt"), Subtitles.Srt(clip.Seconds, language));
                }
            }

            yield return TextJob(Path.Combine(folder, "movie.nfo"), Nfo.Film(film));
            yield return PictureJob(Path.Combine(folder, "poster.jpg"), "400x600", film.Title, hue);
            yield return PictureJob(Path.Combine(folder, "fanart.jpg"), "1280x720", film.Title, hue);
        }
    }

    private static IEnumerable<Job> Shows(string directory)
    {
        var number = 0;
        foreach (var show in SampleShows.All)
        {
            var folder = Path.Combine(directory, show.Folder);
            var hue = 40 + (90 * number++);
            yield return TextJob(Path.Combine(folder, "tvshow.nfo"), Nfo.Show(show));
            yield return PictureJob(Path.Combine(folder, "poster.jpg"), "400x600", show.Title, hue);
            yield return PictureJob(Path.Combine(folder, "fanart.jpg"), "1280x720", show.Title, hue);
            yield return PictureJob(Path.Combine(folder, "banner.jpg"), "758x140", show.Title, hue);
            foreach (var season in show.Episodes.Select(episode => episode.Season).Distinct())
            {
                var name = season == 0 ? "season-specials-poster.jpg" : $"season{season:00}-poster.jpg";
                yield return PictureJob(Path.Combine(folder, name), "400x600", $"{show.Title} {season}", hue + (20 * season));
            }

            foreach (var episode in show.Episodes)
            {
                var file = Path.Combine(folder, episode.Season == 0 ? "Specials" : $"Season {episode.Season:00}", EpisodeName(show, episode));
                var ownHue = hue + (20 * episode.Season) + (7 * episode.Number);
                yield return ClipJob(new Clip("", EpisodeSeconds + episode.Number, ClipCodec.H264Aac), file + ".mkv", ownHue);
                yield return TextJob(file + ".nfo", Nfo.Episode(show, episode));
                yield return PictureJob(file + "-thumb.jpg", "320x180", episode.Title, ownHue);
            }
        }
    }

    private static string EpisodeName(SampleShow show, SampleEpisode episode)
    {
        var last = episode.Last is { } number ? $"-E{number:00}" : "";
        return $"{show.Title} - S{episode.Season:00}E{episode.Number:00}{last} - {episode.Title}";
    }

    private static Job ClipJob(Clip clip, string target, int hue) => new(target, (file, token) => Ffmpeg.MakeClipAsync(clip, file, hue, token));

    private static Job PictureJob(string target, string size, string title, int hue)
        => new(target, (file, token) => Ffmpeg.MakePictureAsync(file, size, title, hue, token));

    private static Job TextJob(string target, string text) => new(target, async (file, token) =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, token);
    });

    private sealed record Job(string Target, Func<string, CancellationToken, Task> MakeAsync);
}

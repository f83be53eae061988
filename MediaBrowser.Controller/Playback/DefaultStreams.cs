using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Playback;

/// <summary>Which audio and subtitle a user gets without choosing.</summary>
public static class DefaultStreams
{
    public static MediaStream? Audio(IReadOnlyList<MediaStream> streams, UserConfiguration preferences, UserItemData? remembered)
    {
        var candidates = streams.Where(stream => stream.Type == MediaStreamType.Audio).ToList();
        if (preferences.RememberAudioSelections && remembered?.AudioStreamIndex is { } chosen
            && candidates.Find(stream => stream.Index == chosen) is { } again)
        {
            return again;
        }

        if (preferences.PlayDefaultAudioTrack && candidates.Find(stream => stream.IsDefault && !stream.IsExternal) is { } marked)
        {
            return marked;
        }

        return candidates.Find(stream => IsLanguage(stream, preferences.AudioLanguagePreference))
            ?? candidates.Find(stream => stream.IsDefault)
            ?? candidates.FirstOrDefault();
    }

    public static DefaultSubtitle Subtitle(
        IReadOnlyList<MediaStream> streams, MediaStream? audio, UserConfiguration preferences, UserItemData? remembered)
    {
        var all = streams.Where(stream => stream.Type == MediaStreamType.Subtitle).ToList();
        var language = preferences.SubtitleLanguagePreference;
        var candidates = Candidates(all, audio, preferences.SubtitleMode, language).ToList();
        var scores = candidates.ToDictionary(stream => stream.Index, stream => Score(stream, language));
        if (preferences.RememberSubtitleSelections && remembered?.SubtitleStreamIndex is { } chosen
            && (chosen == -1 || all.Exists(stream => stream.Index == chosen)))
        {
            return new DefaultSubtitle(chosen, scores);
        }

        return new DefaultSubtitle(candidates.OrderByDescending(stream => scores[stream.Index]).FirstOrDefault()?.Index, scores);
    }

    private static IEnumerable<MediaStream> Candidates(
        List<MediaStream> subtitles, MediaStream? audio, SubtitlePlaybackMode mode, string? language)
    {
        switch (mode)
        {
            case SubtitlePlaybackMode.None:
                return [];
            case SubtitlePlaybackMode.Default:
                return subtitles.Where(stream => stream.IsExternal || stream.IsForced || stream.IsDefault);
            case SubtitlePlaybackMode.Always:
                return OrElse(
                    subtitles.Where(stream => !stream.IsForced && (string.IsNullOrEmpty(language) || IsLanguage(stream, language))),
                    Forced(subtitles, audio, language));
            case SubtitlePlaybackMode.Smart when !IsSpoken(audio, language):
                return OrElse(
                    subtitles.Where(stream => !stream.IsForced && IsLanguage(stream, language)),
                    Forced(subtitles, audio, language));
            default:
                return Forced(subtitles, audio, language);
        }
    }

    /// <summary>Forced subtitles that the viewer reads, or that translate within the language spoken.</summary>
    private static List<MediaStream> Forced(List<MediaStream> subtitles, MediaStream? audio, string? language)
        => OrElse(
            subtitles.Where(stream => stream.IsForced && IsLanguage(stream, language)),
            subtitles.Where(stream => stream.IsForced && (IsUndefined(stream.Language) || IsLanguage(stream, audio?.Language))));

    private static List<MediaStream> OrElse(IEnumerable<MediaStream> first, IEnumerable<MediaStream> second)
    {
        var found = first.ToList();
        return found.Count > 0 ? found : second.ToList();
    }

    /// <summary>One decimal digit per question, the most important first.</summary>
    private static int Score(MediaStream stream, string? language)
    {
        bool[] answers =
        [
            IsLanguage(stream, language), stream.IsForced, stream.IsDefault, stream.IsTextSubtitle, stream.IsTextSubtitle, stream.IsExternal,
        ];
        return answers.Aggregate(0, (score, answer) => (score * 10) + (answer ? 2 : 1));
    }

    private static bool IsSpoken(MediaStream? audio, string? language) => audio is not null && IsLanguage(audio, language);

    private static bool IsLanguage(MediaStream stream, string? language)
        => !string.IsNullOrEmpty(language) && !IsUndefined(stream.Language)
            && (string.Equals(stream.Language, language, StringComparison.OrdinalIgnoreCase)
                || string.Equals(LanguageNames.Find(stream.Language), LanguageNames.Find(language), StringComparison.Ordinal));

    private static bool IsUndefined(string? language)
        => string.IsNullOrEmpty(language) || string.Equals(language, "und", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Index">Null = none was chosen, -1 = the user switched them off.</param>
/// <param name="Scores">Of the streams that were considered, by stream index.</param>
public sealed record DefaultSubtitle(int? Index, IReadOnlyDictionary<int, int> Scores);

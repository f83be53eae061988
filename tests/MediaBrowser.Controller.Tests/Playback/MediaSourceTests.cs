using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Tests.Playback;

public sealed class MediaSourceTests
{
    private static readonly MediaStream German = new()
    {
        Type = MediaStreamType.Subtitle,
        Index = 0,
        Codec = "subrip",
        Language = "deu",
        Path = "/m/a.de.srt",
    };

    private static readonly MediaStream English = new() { Type = MediaStreamType.Subtitle, Index = 4, Codec = "subrip", Language = "eng" };

    private static readonly MediaStream EnglishAudio = new()
    {
        Type = MediaStreamType.Audio,
        Index = 2,
        Codec = "aac",
        Profile = "LC",
        Language = "eng",
        ChannelLayout = "mono",
        IsDefault = true,
    };

    private static readonly MediaStream FrenchAudio = EnglishAudio with { Index = 3, Language = "fra", IsDefault = false };

    [Theory]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "h264", "mov,mp4,m4a,3gp,3g2,mj2")]
    [InlineData("matroska,webm", "h264", "mkv")]
    [InlineData("matroska,webm", "vp9", "mkv,webm")]
    [InlineData("mpegts", "h264", "ts")]
    public void A_container_has_the_names_clients_use(string format, string codec, string expected)
        => Assert.Equal(expected, ContainerNames.Normalize(format, [new() { Type = MediaStreamType.Video, Index = 0, Codec = codec }]));

    [Theory]
    [InlineData("", "mkv", true)]
    [InlineData("mp4,m4v", "mov,mp4,m4a", true)]
    [InlineData("mp4,m4v", "mkv", false)]
    [InlineData("-mp4,m4v", "mkv", true)]
    [InlineData("-mp4, mkv", "MKV", false)]
    public void A_profile_list_names_members_or_all_but_members(string list, string value, bool expected)
        => Assert.Equal(expected, ContainerNames.Lists(list, value));

    [Fact]
    public void Titles_are_the_ones_players_know()
    {
        Assert.Equal("German - SUBRIP - External", StreamTitles.Of(German));
        Assert.Equal("English - AAC - Mono - Default", StreamTitles.Of(EnglishAudio));
        Assert.Equal("Undefined - SUBRIP", StreamTitles.Of(English with { Language = null }));
        Assert.Equal("240p H264 SDR", StreamTitles.Of(Video(320, 180)));
        Assert.Equal("720p H264 SDR", StreamTitles.Of(Video(1280, 720)));
        Assert.Equal("1080p H264 HDR10", StreamTitles.Of(Video(1920, 800) with { ColorTransfer = "smpte2084" }));
        Assert.Equal("English 5.1 - Dolby Digital - Default", StreamTitles.Of(EnglishAudio with { Codec = "ac3", Title = "English 5.1", ChannelLayout = "5.1(side)" }));
    }

    [Fact]
    public void The_default_mode_shows_external_subtitles_with_the_score_of_their_kind()
    {
        var chosen = DefaultStreams.Subtitle([German, English], EnglishAudio, new UserConfiguration(), null);

        Assert.Equal(0, chosen.Index);
        Assert.Equal(111222, Assert.Single(chosen.Scores).Value);
    }

    [Theory]
    [InlineData(SubtitlePlaybackMode.None, "eng", null)]
    [InlineData(SubtitlePlaybackMode.Always, "eng", 4)]
    [InlineData(SubtitlePlaybackMode.Smart, "eng", null)]
    [InlineData(SubtitlePlaybackMode.Smart, "ger", 0)]
    [InlineData(SubtitlePlaybackMode.OnlyForced, "deu", null)]
    public void Subtitles_follow_the_mode_and_language_of_the_user(SubtitlePlaybackMode mode, string language, int? expected)
    {
        var preferences = new UserConfiguration { SubtitleMode = mode, SubtitleLanguagePreference = language };

        Assert.Equal(expected, DefaultStreams.Subtitle([German, English], EnglishAudio, preferences, null).Index);
    }

    [Fact]
    public void Audio_follows_language_only_when_the_default_track_is_not_wanted()
    {
        var french = new UserConfiguration { AudioLanguagePreference = "fre" };

        Assert.Equal(2, DefaultStreams.Audio([EnglishAudio, FrenchAudio], french, null)!.Index);
        french.PlayDefaultAudioTrack = false;
        Assert.Equal(3, DefaultStreams.Audio([EnglishAudio, FrenchAudio], french, null)!.Index);
    }

    [Fact]
    public void Versions_are_told_apart_by_what_follows_the_folder_name_and_the_own_file_comes_first()
    {
        var film = Film("/m/Film (2020)/Film (2020) - 720p.mkv", 1280);
        var large = Film("/m/Film (2020)/Film (2020) - 4K.mkv", 3840);

        var sources = MediaSourceFactory.Create(film, [large], new Dictionary<Guid, ItemMedia>(), null, null);

        Assert.Equal([("720p", film.Id), ("4K", large.Id)], sources.Select(source => (source.Name, source.Id)));
        Assert.NotEqual(sources[0].ETag, sources[1].ETag);
    }

    private static MediaStream Video(int width, int height)
        => new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = width, Height = height };

    private static Item Film(string path, int width) => new()
    {
        Id = ItemId.FromPath(BaseItemKind.Movie, path),
        Kind = BaseItemKind.Movie,
        Name = "Film",
        SortName = "film",
        SearchName = "film",
        Path = path,
        Width = width,
        MediaType = MediaType.Video,
    };
}

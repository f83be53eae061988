using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Decides what is copied and what is encoded.</summary>
public static class StreamPlanner
{
    /// <summary>Length of a segment of an encoded and of a copied picture.</summary>
    private static readonly TimeSpan EncodedLength = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CopiedLength = TimeSpan.FromSeconds(6);

    /// <summary>Players buffer about this much: they would hold less than the one segment that they wait for.</summary>
    private static readonly TimeSpan LongestLength = TimeSpan.FromSeconds(30);

    /// <summary>Whether the picture could be copied if its key frames are known; only then need they be read.</summary>
    public static bool WantsVideoCopy(MediaSource source, StreamParameters parameters)
        => WantsVideoCopy(source, parameters, StreamTarget.InSegments(parameters));

    /// <summary>A stream that is sent as it is made: it needs no cuts, so a picture is copied without knowing its key frames.</summary>
    /// <param name="source">The file.</param>
    /// <param name="parameters">Of the address.</param>
    /// <param name="container">Of the answer.</param>
    /// <param name="settings">Of the administrators.</param>
    public static StreamPlan CreateProgressive(MediaSource source, StreamParameters parameters, OutputContainer container, EncodingOptions settings)
    {
        var target = StreamTarget.InOne(container, parameters);
        return Create(source, parameters, target, settings, WantsVideoCopy(source, parameters, target), isCut: false);
    }

    private static bool WantsVideoCopy(MediaSource source, StreamParameters parameters, StreamTarget target)
        => Picture(source, parameters) is { } video && CopyRules.Video(video, parameters, target) && BurntSubtitle(source, parameters) is null;

    /// <param name="source">The file.</param>
    /// <param name="parameters">Of the address.</param>
    /// <param name="keyFrames">Ticks from the start of the file; null = not known, the picture is encoded.</param>
    /// <param name="settings">Of the administrators.</param>
    /// <param name="user">Whose player it is; a picture that may not be encoded is copied however far apart its key frames are.</param>
    public static StreamPlan Create(
        MediaSource source, StreamParameters parameters, IReadOnlyList<long>? keyFrames, EncodingOptions settings, User? user = null)
    {
        var copy = keyFrames is { Count: > 0 } && WantsVideoCopy(source, parameters)
            ? SegmentGrid.AtKeyFrames(keyFrames, source.RunTimeTicks ?? 0, Length(parameters, CopiedLength))
            : null;
        var copiesVideo = copy is not null && (user is { Policy.EnableVideoPlaybackTranscoding: false } || copy.LongestFile() <= LongestLength.Ticks);
        var plan = Create(source, parameters, StreamTarget.InSegments(parameters), settings, copiesVideo, isCut: true);
        return plan with
        {
            Grid = copiesVideo
                ? copy!
                : SegmentGrid.Even(source.RunTimeTicks ?? 0, EvenLength(parameters, plan.Video, plan.Audio)),
        };
    }

    private static StreamPlan Create(
        MediaSource source, StreamParameters parameters, StreamTarget target, EncodingOptions settings, bool copiesVideo, bool isCut)
    {
        var video = Picture(source, parameters) is { } picture ? PlanVideo(picture, parameters, target, copiesVideo, settings) : null;
        var isCutAlone = isCut && video is null;
        return new StreamPlan
        {
            Source = source,
            Settings = settings,
            SegmentContainer = target.Container.Name,
            Video = video,
            Audio = source.Audio(parameters.AudioStreamIndex) is { } sound ? PlanAudio(sound, parameters, target, settings, isCutAlone) : null,
            BurntSubtitle = BurntSubtitle(source, parameters),
            Grid = SegmentGrid.Even(source.RunTimeTicks ?? 0, EncodedLength),
        };
    }

    private static MediaStream? Picture(MediaSource source, StreamParameters parameters)
        => source.IsVideo && !parameters.IsSoundAlone ? source.Video : null;

    private static TimeSpan Length(StreamParameters parameters, TimeSpan usual)
    {
        var length = parameters.SegmentLength is { } seconds ? TimeSpan.FromSeconds(seconds) : usual;
        return length > LongestLength ? LongestLength : length;
    }

    /// <summary>Sound alone that is encoded is cut between frames that begin at the same times in every run.</summary>
    private static TimeSpan EvenLength(StreamParameters parameters, VideoPlan? video, AudioPlan? audio)
    {
        var length = Length(parameters, EncodedLength);
        return video is null && audio is { IsCopy: false, SampleRate: { } rate } ? AudioFrames.SegmentLength(audio.Codec, rate, length) : length;
    }

    private static MediaStream? BurntSubtitle(MediaSource source, StreamParameters parameters)
        => Picture(source, parameters) is not null && parameters.SubtitleMethod.Equals(nameof(SubtitleDeliveryMethod.Encode), StringComparison.OrdinalIgnoreCase)
            ? source.Subtitle(parameters.SubtitleStreamIndex)
            : null;

    private static VideoPlan PlanVideo(MediaStream video, StreamParameters parameters, StreamTarget target, bool isCopy, EncodingOptions settings)
    {
        if (isCopy)
        {
            return new VideoPlan(video, true, video.Codec ?? "h264")
            {
                Width = video.Width,
                Height = video.Height,
                MaxBitrate = video.BitRate,
                Framerate = video.AverageFrameRate,
                Profile = video.Profile,
                Level = video.Level,
            };
        }

        var (width, height) = PictureSize.Fit(video, parameters.MaxWidth, parameters.MaxHeight, parameters.VideoBitrate);
        var source = video.AverageFrameRate ?? video.RealFrameRate;
        var codec = CopyRules.EncodableVideo(target, settings);
        return new VideoPlan(video, false, codec)
        {
            Width = width,
            Height = height,
            MaxBitrate = parameters.VideoBitrate,
            Framerate = parameters.MaxFramerate is { } limit && source > limit + 0.5 ? limit : null,
            Profile = codec == "h264" ? CopyRules.EncoderProfile(parameters.Option("h264", "profile")) : null,
            Level = codec == "h264" ? parameters.NumberOption("h264", "level") : null,
        };
    }

    /// <summary>Where sound alone is cut is said in its own clock: one that is not known cannot be copied.</summary>
    private static AudioPlan PlanAudio(
        MediaStream audio, StreamParameters parameters, StreamTarget target, EncodingOptions settings, bool isCutAlone)
    {
        if (CopyRules.Audio(audio, parameters, target) && !(isCutAlone && audio.SampleRate is null))
        {
            return new AudioPlan(audio, true, audio.Codec!) { Channels = audio.Channels, Bitrate = audio.BitRate, SampleRate = audio.SampleRate };
        }

        var codec = CopyRules.EncodableAudio(target);
        var channels = AudioEncoders.Channels(codec, Math.Min(audio.Channels ?? 2, parameters.MaxAudioChannels ?? 2));
        return new AudioPlan(audio, false, codec)
        {
            Channels = channels,
            Bitrate = Math.Min(parameters.AudioBitrate ?? int.MaxValue, AudioEncoders.UsualBitrate(codec, channels)),
            HasVariableRate = settings.EnableAudioVbr && parameters.EnableAudioVbrEncoding,
            SampleRate = AudioFrames.Rate(codec, parameters.AudioSampleRate ?? audio.SampleRate),
        };
    }
}

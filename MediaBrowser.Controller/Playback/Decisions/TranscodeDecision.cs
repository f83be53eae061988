using System.Globalization;
using MediaBrowser.Controller.Playback.Profiles;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>Chooses the stream to make for a player that does not take the file.</summary>
internal static class TranscodeDecision
{
    private const int StereoBitrate = 384_000;
    private const int SurroundBitrate = 640_000;

    /// <summary>Returns null when the player takes nothing that can be made, or its user may not have it.</summary>
    public static TranscodeTarget? Choose(PlaybackRequest request, StreamProperties properties, MediaStream? subtitle, TranscodeReason reasons)
    {
        var type = properties.Source.IsVideo ? DlnaProfileType.Video : DlnaProfileType.Audio;
        return request.Profile.TranscodingProfiles
            .Where(profile => profile.Type == type && profile.Context == EncodingContext.Streaming)
            .Where(profile => CodecRules.Broken(profile.Conditions, properties) == TranscodeReason.None)
            .Select((profile, index) => (Candidate: Evaluate(profile, request, properties, subtitle, reasons), Index: index))
            .Where(entry => IsAllowed(entry.Candidate, request.Policy, properties))
            .OrderByDescending(entry => entry.Candidate.CopiesVideo)
            .ThenByDescending(entry => entry.Candidate.CopiesAudio)
            .ThenBy(entry => entry.Index)
            .Select(entry => Build(entry.Candidate, request, properties))
            .FirstOrDefault();
    }

    private static Candidate Evaluate(
        TranscodingProfile profile, PlaybackRequest request, StreamProperties properties, MediaStream? subtitle, TranscodeReason reasons)
    {
        var delivery = subtitle is null ? null : SubtitleDecision.Choose(subtitle, request.Profile, profile, properties.Source.Container);
        if (delivery is not null && request.AlwaysBurnInSubtitleWhenTranscoding)
        {
            delivery = delivery with { Method = SubtitleDeliveryMethod.Encode };
        }

        var container = new StreamContainer(profile.Container, profile.Protocol == MediaStreamProtocol.hls);
        var mayCopy = !reasons.HasFlag(TranscodeReason.ContainerBitrateExceedsLimit);
        var mayCopyVideo = mayCopy && request.AllowVideoStreamCopy && delivery?.Method != SubtitleDeliveryMethod.Encode;
        return new Candidate(
            profile,
            mayCopyVideo && TakesVideo(profile, request, properties, container),
            mayCopy && request.AllowAudioStreamCopy && TakesAudio(profile, request, properties, container),
            delivery,
            container);
    }

    private static bool TakesVideo(TranscodingProfile profile, PlaybackRequest request, StreamProperties properties, StreamContainer container)
        => properties.Video is { } video
            && ContainerNames.Lists(profile.VideoCodec, video.Codec)
            && CodecRules.BrokenByVideo(request.Profile, container, properties) == TranscodeReason.None;

    private static bool TakesAudio(TranscodingProfile profile, PlaybackRequest request, StreamProperties properties, StreamContainer container)
        => properties.Audio is { IsExternal: false } audio
            && ContainerNames.Lists(profile.AudioCodec, audio.Codec)
            && !(audio.Channels > (request.MaxAudioChannels ?? profile.AudioChannelLimit))
            && CodecRules.BrokenByAudio(request.Profile, AudioType(properties), container, properties) == TranscodeReason.None;

    private static bool IsAllowed(Candidate candidate, UserPolicy? policy, StreamProperties properties)
        => TranscodeRights.Allow(
            policy, properties.Video is not null && !candidate.CopiesVideo, properties.Audio is not null && !candidate.CopiesAudio);

    private static TranscodeTarget Build(Candidate candidate, PlaybackRequest request, StreamProperties properties)
    {
        var profile = candidate.Profile;
        var audio = properties.Audio;
        var limit = request.BitrateLimit(properties.Video is null);
        var channels = request.MaxAudioChannels ?? profile.AudioChannelLimit;
        // A lower limit would forbid the copy.
        var audioBitrate = candidate.CopiesAudio && audio?.BitRate is > 0 ? audio.BitRate : audio is null ? null : AudioBitrate(audio, channels, limit);
        var target = new TranscodeTarget
        {
            Profile = profile,
            IsAudioOnly = properties.Video is null,
            VideoCodec = profile.VideoCodec,
            AudioCodec = profile.AudioCodec,
            AudioStreamIndex = audio?.Index,
            Subtitle = candidate.Subtitle,
            VideoBitrate = properties.Video is null || limit is null ? null : Math.Max(limit.Value - (audioBitrate ?? 0), 64_000),
            AudioBitrate = audioBitrate,
            AudioSampleRate = candidate.CopiesAudio ? audio?.SampleRate : null,
            MaxAudioChannels = channels,
            MaxFramerate = properties.Video?.AverageFrameRate ?? properties.Video?.RealFrameRate,
        };
        return CodecLimits.Apply(target, request.Profile, candidate.Container, properties, candidate.CopiesAudio);
    }

    /// <summary>The sound may not take the whole of a small limit; what the source has is enough.</summary>
    private static int AudioBitrate(MediaStream audio, int? channels, int? totalLimit)
    {
        var output = Math.Min(audio.Channels ?? 2, channels ?? int.MaxValue);
        var usual = output > 2 ? SurroundBitrate : StereoBitrate;
        var share = totalLimit switch
        {
            null => usual,
            <= 640_000 => 128_000,
            <= 2_000_000 => 384_000,
            _ => usual,
        };
        var source = audio.BitRate is > 0 && audio.Channels <= output ? audio.BitRate.Value : Math.Max(output, 1) * 128_000;
        return Math.Min(Math.Min(source, usual), share);
    }

    private static CodecType AudioType(StreamProperties properties) => properties.Source.IsVideo ? CodecType.VideoAudio : CodecType.Audio;

    private sealed record Candidate(
        TranscodingProfile Profile, bool CopiesVideo, bool CopiesAudio, SubtitleDelivery? Subtitle, StreamContainer Container);
}

/// <summary>Turns the limits of a player's codecs into limits of the stream made for it.</summary>
internal static class CodecLimits
{
    public static TranscodeTarget Apply(
        TranscodeTarget target, DeviceProfile profile, StreamContainer container, StreamProperties properties, bool copiesAudio)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (properties.Video is { } video)
        {
            Add(options, video.Codec, "level", video.Level is >= 0 ? video.Level.Value.ToString("R", CultureInfo.InvariantCulture) : null);
            Add(options, video.Codec, "videobitdepth", video.BitDepth?.ToString(CultureInfo.InvariantCulture));
            Add(options, video.Codec, "profile", Squeeze(video.Profile));
            if (copiesAudio && properties.Audio is { } audio)
            {
                Add(options, video.Codec, "audiochannels", audio.Channels?.ToString(CultureInfo.InvariantCulture));
                Add(options, audio.Codec, "profile", Squeeze(audio.Profile));
            }
        }

        foreach (var codec in ContainerNames.Split(target.VideoCodec))
        {
            target = CodecRules.Applying(profile, CodecType.Video, codec, container, properties)
                .Aggregate(target, (current, condition) => Limit(current, codec, condition, options));
        }

        var audioType = target.IsAudioOnly ? CodecType.Audio : CodecType.VideoAudio;
        foreach (var codec in ContainerNames.Split(target.AudioCodec))
        {
            target = CodecRules.Applying(profile, audioType, codec, container, properties)
                .Aggregate(target, (current, condition) => Limit(current, codec, condition, options));
        }

        return target with { Options = options.ToList() };
    }

    private static TranscodeTarget Limit(TranscodeTarget target, string codec, ProfileCondition condition, Dictionary<string, string> options)
    {
        var isMaximum = condition.Condition is ProfileConditionType.LessThanEqual or ProfileConditionType.Equals;
        if (isMaximum && double.TryParse(condition.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var maximum))
        {
            return LimitNumber(target, codec, condition.Property, maximum, options);
        }

        switch (condition.Property)
        {
            case ProfileConditionValue.VideoProfile or ProfileConditionValue.AudioProfile when IsList(condition):
                options[$"{codec}-profile"] = Squeeze(condition.Value?.Replace('|', ','))!;
                break;
            case ProfileConditionValue.VideoRangeType when IsList(condition):
                options[$"{codec}-rangetype"] = condition.Value?.Replace('|', ',') ?? "";
                break;
            case ProfileConditionValue.IsInterlaced when condition.Condition == ProfileConditionType.NotEquals:
                options[$"{codec}-deinterlace"] = "true";
                break;
            case ProfileConditionValue.IsAnamorphic when condition.Condition == ProfileConditionType.NotEquals:
                return target with { RequireNonAnamorphic = true };
        }

        return target;
    }

    private static TranscodeTarget LimitNumber(
        TranscodeTarget target, string codec, ProfileConditionValue property, double maximum, Dictionary<string, string> options)
    {
        switch (property)
        {
            case ProfileConditionValue.VideoLevel:
                Lower(options, $"{codec}-level", maximum);
                break;
            case ProfileConditionValue.VideoBitDepth:
                Lower(options, $"{codec}-videobitdepth", maximum);
                break;
            case ProfileConditionValue.RefFrames:
                Lower(options, $"{codec}-maxrefframes", maximum);
                break;
            case ProfileConditionValue.Width:
                return target with { MaxWidth = Least(target.MaxWidth, maximum) };
            case ProfileConditionValue.Height:
                return target with { MaxHeight = Least(target.MaxHeight, maximum) };
            case ProfileConditionValue.VideoFramerate:
                return target with { MaxFramerate = (float)Math.Min(target.MaxFramerate ?? maximum, maximum) };
            case ProfileConditionValue.VideoBitrate:
                return target with { VideoBitrate = Least(target.VideoBitrate, maximum) };
            case ProfileConditionValue.AudioBitrate:
                return target with { AudioBitrate = Least(target.AudioBitrate, maximum) };
            case ProfileConditionValue.AudioSampleRate:
                return target with { AudioSampleRate = Least(target.AudioSampleRate, maximum) };
            case ProfileConditionValue.AudioChannels:
                return target with { MaxAudioChannels = Least(target.MaxAudioChannels, maximum) };
        }

        return target;
    }

    private static bool IsList(ProfileCondition condition) => condition.Condition is ProfileConditionType.Equals or ProfileConditionType.EqualsAny;

    private static int Least(int? current, double maximum) => Math.Min(current ?? int.MaxValue, (int)maximum);

    private static void Lower(Dictionary<string, string> options, string key, double maximum)
    {
        var current = double.TryParse(options.GetValueOrDefault(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : maximum;
        options[key] = Math.Min(current, maximum).ToString("R", CultureInfo.InvariantCulture);
    }

    private static void Add(Dictionary<string, string> options, string? codec, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            options[$"{codec}-{name}"] = value;
        }
    }

    private static string? Squeeze(string? text) => text?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}

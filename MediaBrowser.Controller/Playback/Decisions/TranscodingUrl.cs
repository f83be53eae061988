using System.Globalization;
using System.Text;
using MediaBrowser.Controller.Playback.Profiles;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>The address under which a player fetches the stream that is made for it. All that is needed to make it is in the address.</summary>
public static class TranscodingUrl
{
    public static string Build(PlaybackRequest request, PlaybackDecision decision, MediaSource source, TranscodingUrlParts parts)
    {
        var target = decision.Target ?? throw new InvalidOperationException("There is nothing to make.");
        var isHls = target.Profile.Protocol == MediaStreamProtocol.hls;
        var area = target.IsAudioOnly ? "audio" : "videos";
        var file = isHls ? "master.m3u8" : $"stream.{ContainerNames.Split(target.Profile.Container).FirstOrDefault() ?? "ts"}";
        var query = new Query();
        query.Add("DeviceId", parts.DeviceId);
        query.Add("MediaSourceId", source.Id.ToString("N", CultureInfo.InvariantCulture));
        query.Add("VideoCodec", target.VideoCodec);
        query.Add("AudioCodec", target.AudioCodec);
        query.Add("AudioStreamIndex", target.AudioStreamIndex);
        AddSubtitle(query, target.Subtitle);
        query.Add("VideoBitrate", target.VideoBitrate);
        query.Add("AudioBitrate", target.AudioBitrate);
        query.Add("AudioSampleRate", target.AudioSampleRate);
        query.Add("MaxFramerate", target.MaxFramerate?.ToString("R", CultureInfo.InvariantCulture));
        query.Add("MaxWidth", target.MaxWidth);
        query.Add("MaxHeight", target.MaxHeight);
        AddSegments(query, target.Profile, parts);
        query.Add("PlaySessionId", parts.PlaySessionId);
        query.Add("ApiKey", parts.Token);
        query.Add("RequireNonAnamorphic", target.RequireNonAnamorphic ? "true" : null);
        query.Add("TranscodingMaxAudioChannels", target.MaxAudioChannels);
        query.Add("EnableSubtitlesInManifest", target.Profile.EnableSubtitlesInManifest ? "true" : null);
        query.Add("RequireAvc", "false");
        query.Add("EnableAudioVbrEncoding", target.Profile.EnableAudioVbrEncoding ? "true" : "false");
        query.Add("Tag", source.ETag);
        query.Add("SubtitleMethod", target.Subtitle is { Method: not SubtitleDeliveryMethod.External } subtitle ? subtitle.Method.ToString() : null);
        foreach (var option in target.Options)
        {
            query.Add(option.Key, option.Value);
        }

        query.Add("TranscodeReasons", decision.Reasons.ToNames());
        query.Add("allowVideoStreamCopy", request.AllowVideoStreamCopy ? null : "false");
        query.Add("allowAudioStreamCopy", request.AllowAudioStreamCopy ? null : "false");
        return string.Create(CultureInfo.InvariantCulture, $"/{area}/{parts.ItemId:D}/{file}?{query}");
    }

    private static void AddSegments(Query query, TranscodingProfile profile, TranscodingUrlParts parts)
    {
        if (profile.Protocol == MediaStreamProtocol.hls)
        {
            query.Add("SegmentContainer", profile.Container);
            query.Add("SegmentLength", profile.SegmentLength > 0 ? profile.SegmentLength : null);
            query.Add("MinSegments", profile.MinSegments > 0 ? profile.MinSegments : null);
        }

        if (parts.StartTimeTicks > 0)
        {
            query.Add("StartTimeTicks", parts.StartTimeTicks.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Path of a subtitle file; text before <paramref name="startTicks"/> is left out.</summary>
    public static string Subtitle(Guid itemId, MediaSource source, SubtitleDelivery delivery, string? token, long startTicks = 0)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"/Videos/{itemId:D}/{source.Id:N}/Subtitles/{delivery.StreamIndex}/{startTicks}/Stream.{Extension(delivery.Format)}?ApiKey={token}");

    private static string Extension(string format) => format.ToLowerInvariant() switch
    {
        "subrip" => "srt",
        "webvtt" => "vtt",
        var other => other,
    };

    private static void AddSubtitle(Query query, SubtitleDelivery? subtitle)
    {
        if (subtitle is { Method: SubtitleDeliveryMethod.Encode or SubtitleDeliveryMethod.Hls or SubtitleDeliveryMethod.Embed })
        {
            query.Add("SubtitleStreamIndex", subtitle.StreamIndex);
        }
    }

    private sealed class Query
    {
        private readonly StringBuilder _text = new();

        public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

        public void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                var escaped = Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
                _text.Append(_text.Length > 0 ? "&" : "").Append(Uri.EscapeDataString(name)).Append('=').Append(escaped);
            }
        }

        public override string ToString() => _text.ToString();
    }
}

/// <param name="ItemId">What is played.</param>
/// <param name="PlaySessionId">Name of this playback.</param>
/// <param name="DeviceId">As the client calls its device.</param>
/// <param name="Token">The client's own token: players send no headers for streams.</param>
/// <param name="StartTimeTicks">Where playback starts; 0 = at the beginning.</param>
public sealed record TranscodingUrlParts(Guid ItemId, string PlaySessionId, string DeviceId, string? Token, long StartTimeTicks = 0);

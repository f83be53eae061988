using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Playback.Decisions;

namespace Jellyfin.Server.Contracts.Playback;

/// <summary>Media sources with what was decided about them.</summary>
internal static class DecidedMediaSource
{
    public static MediaSourceInfo From(MediaSource source, PlaybackRequest request, PlaybackDecision decision, TranscodingUrlParts parts)
    {
        var info = MediaSourceInfo.From(source, parts.ItemId);
        var target = decision.Target;
        return info with
        {
            Container = decision.Container ?? info.Container,
            SupportsDirectPlay = decision.SupportsDirectPlay,
            // A client that saw only this one true would fetch the static file instead of the transcoding address.
            SupportsDirectStream = decision.SupportsDirectPlay,
            SupportsTranscoding = decision.SupportsTranscoding,
            TranscodingUrl = target is null ? null : TranscodingUrl.Build(request, decision, source, parts),
            TranscodingSubProtocol = target?.Profile.Protocol ?? default,
            TranscodingContainer = target?.Profile.Container,
            MediaStreams = info.MediaStreams.Select(stream => WithDelivery(stream, source, decision, parts)).ToList(),
        };
    }

    private static MediaStreamInfo WithDelivery(MediaStreamInfo stream, MediaSource source, PlaybackDecision decision, TranscodingUrlParts parts)
    {
        var delivery = decision.Subtitles.FirstOrDefault(subtitle => subtitle.StreamIndex == stream.Index);
        if (delivery is null)
        {
            return stream;
        }

        var isExternal = delivery.Method == SubtitleDeliveryMethod.External;
        return stream with
        {
            DeliveryMethod = delivery.Method,
            DeliveryUrl = isExternal ? TranscodingUrl.Subtitle(parts.ItemId, source, delivery, parts.Token) : null,
            IsExternalUrl = isExternal ? false : null,
        };
    }
}

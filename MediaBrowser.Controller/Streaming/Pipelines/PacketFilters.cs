using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>What makes packets of different encoders fit together: the next segment may be another replica's.</summary>
internal static class PacketFilters
{
    private const double UsualRate = 25;

    /// <summary>Of x264 and x265, which show a picture two frames after it could have been decoded, so that others can be sent before it.</summary>
    private const int FramesOfDelay = 2;

    public static IEnumerable<string> Arguments(StreamPlan plan, VideoPlan video, VideoPipeline pipeline)
    {
        if (video.Codec is not ("h264" or "hevc"))
        {
            return [];
        }

        string[] filters =
        [
            // Players drop pictures that seem to be decoded before those of the segment before.
            .. ShowsAtOnce(video, pipeline, plan.Settings) ? [Delay(video)] : Array.Empty<string>(),
            // The player has the initialisation segment of the first replica, with the parameters of that one's encoder.
            .. plan.IsFragmentedMp4 ? ["dump_extra=freq=keyframe"] : Array.Empty<string>(),
        ];
        return filters.Length == 0 ? [] : ["-bsf:v", string.Join(',', filters)];
    }

    private static bool ShowsAtOnce(VideoPlan video, VideoPipeline pipeline, EncodingOptions settings)
        => video.Profile != "baseline" && (pipeline.IsHardware || (video.Codec == "h264" && EncoderPresets.X264(pipeline, settings) == "ultrafast"));

    private static string Delay(VideoPlan video)
    {
        var rate = video.Framerate ?? video.Stream.AverageFrameRate ?? video.Stream.RealFrameRate ?? UsualRate;
        return string.Create(CultureInfo.InvariantCulture, $"setts=dts=DTS-{FramesOfDelay / (rate > 0 ? rate : UsualRate):0.######}/TB");
    }
}

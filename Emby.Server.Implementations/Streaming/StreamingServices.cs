using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Processes;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using Emby.Server.Implementations.Streaming.Hls;
using Emby.Server.Implementations.Streaming.Progressive;
using Emby.Server.Implementations.Streaming.Subtitles;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Emby.Server.Implementations.Streaming;

public static class StreamingServices
{
    /// <summary>ffmpeg, HLS, subtitles.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services)
    {
        services.AddOptions<TranscodeOptions>().BindConfiguration(TranscodeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KeyFrameProbe>();
        services.AddSingleton<KeyFrameReader>();
        services.TryAddSingleton<BoundProcesses>();
        services.AddSingleton<FfmpegLauncher>();
        services.AddSingleton<FfmpegLogs>();
        services.AddSingleton<FfmpegFeatureReader>();
        services.AddSingleton<PipelineChooser>();
        services.AddSingleton<JobPipelines>();
        services.AddSingleton<TranscodeMetrics>();
        services.AddSingleton<TranscodeFolders>();
        services.AddSingleton<SegmentQuota>();
        services.AddSingleton<TranscodeEntries>();
        services.AddSingleton<PlacementTurn>();
        services.AddSingleton<TranscodePlacement>();
        services.AddSingleton<TranscodeOwnership>();
        services.AddSingleton<TranscodeJobs>();
        services.AddSingleton<TranscodeLimits>();
        services.AddSingleton<TranscodeJobFactory>();
        services.AddSingleton<TranscodeControl>();
        services.AddSingleton<StreamRequests>();
        services.AddSingleton<ITranscodeJobs>(provider => provider.GetRequiredService<TranscodeControl>());
        services.AddSingleton<ReplicaClient>();
        services.AddSingleton<StreamForwarder>();
        services.AddSingleton<StreamRounds>();
        services.AddSingleton(provider => new HlsService(
            provider.GetRequiredService<PlaybackItems>(),
            provider.GetRequiredService<KeyFrameReader>(),
            provider.GetRequiredService<TranscodeJobs>(),
            provider.GetRequiredService<TranscodeControl>(),
            provider.GetRequiredService<StreamRequests>(),
            provider.GetRequiredService<StreamRounds>(),
            provider.GetRequiredService<IConfigurationStore>()));
        services.AddSingleton<ProgressiveRuns>();
        services.AddSingleton(provider => new ProgressiveService(
            provider.GetRequiredService<PlaybackItems>(),
            provider.GetRequiredService<IConfigurationStore>(),
            provider.GetRequiredService<TranscodeOwnership>(),
            provider.GetRequiredService<TranscodeControl>(),
            provider.GetRequiredService<StreamRequests>(),
            provider.GetRequiredService<StreamRounds>(),
            provider.GetRequiredService<ProgressiveRuns>()));
        services.AddSingleton<StreamFiles>();
        services.AddSingleton<Extraction>();
        services.AddSingleton<StreamExtractor>();
        services.AddSingleton<ExtractedSubtitles>();
        services.AddSingleton<TextsBeside>();
        services.AddSingleton<TextPart>();
        services.AddSingleton<BurntSubtitles>();
        services.AddSingleton<SubtitleService>();
        services.AddSingleton<IScheduledTask, CleanTranscodesTask>();
        services.AddHostedService<TranscodeKeeper>();
        return services;
    }
}

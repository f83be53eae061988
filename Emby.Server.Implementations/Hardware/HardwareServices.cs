using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

public static class HardwareServices
{
    /// <summary>Whether, with what and how much this replica can transcode.</summary>
    public static IServiceCollection AddHardware(this IServiceCollection services)
    {
        services.AddHardwareProbe();
        services.AddKeyedSingleton(SoftwareProbe.Key, (provider, _) => CreateProgram(provider, SoftwareProbe.TimeLimit));
        services.AddSingleton<HardwareInputs>();
        services.AddSingleton<HardwareRounds>();
        services.AddSingleton<HardwareJobResults>();
        services.AddSingleton<SoftwareProbe>();
        services.AddHostedService(provider => provider.GetRequiredService<SoftwareProbe>());
        services.AddSingleton<HardwareReadiness>();
        services.AddSingleton<IHardwareReadiness>(provider => provider.GetRequiredService<HardwareReadiness>());
        services.AddHostedService(provider => provider.GetRequiredService<HardwareReadiness>());
        services.AddSingleton<TranscodeReports>();
        services.AddSingleton<ITranscodeReports>(provider => provider.GetRequiredService<TranscodeReports>());
        services.AddSingleton<ITranscodeCapacity, TranscodeCapacity>();
        services.AddSingleton<IReadinessCondition, HardwareCondition>();
        services.AddHostedService<TranscodingReporter>();
        services.AddHostedService<HardwareMetrics>();
        return services;
    }

    /// <summary>The probe alone, which needs neither database nor Redis.</summary>
    public static IServiceCollection AddHardwareProbe(this IServiceCollection services)
    {
        services.AddOptions<HardwareOptions>()
            .BindConfiguration(HardwareOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<BoundProcesses>();
        services.AddSingleton(provider => CreateProgram(provider, provider.GetRequiredService<IOptions<HardwareOptions>>().Value.TimeLimit));
        services.AddSingleton<RenderNodes>();
        services.AddSingleton<VaapiDrivers>();
        services.AddSingleton<HardwareProbe>();
        services.AddSingleton<IHardwareProbe>(provider => provider.GetRequiredService<HardwareProbe>());
        return services;
    }

    private static ProbeProgram CreateProgram(IServiceProvider provider, TimeSpan limit) => new(provider.GetRequiredService<BoundProcesses>(), limit);
}

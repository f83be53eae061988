using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

/// <summary>What is to be probed: from the settings of administrators and the options of this replica.</summary>
internal sealed class HardwareInputs(
    IConfigurationStore configuration, IMessageBus bus, IOptions<HardwareOptions> options, IOptions<HighAvailabilityOptions> policy)
{
    public HardwareOptions Options => options.Value;

    public HardwareReadinessPolicy Policy => policy.Value.HardwareReadiness;

    /// <summary>Throws a database exception when the settings were never read and cannot be.</summary>
    public async Task<HardwareTarget> TargetAsync(CancellationToken cancellationToken)
        => HardwareTarget.From(await configuration.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken));

    /// <summary>Dispose the result to stop.</summary>
    public IDisposable OnChange(Action changed) => bus.Subscribe<ConfigurationChanged>((message, _) =>
    {
        if (message.Key == ConfigurationKeys.Encoding)
        {
            changed();
        }

        return ValueTask.CompletedTask;
    });
}

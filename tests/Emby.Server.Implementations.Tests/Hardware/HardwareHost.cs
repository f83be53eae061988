using Emby.Server.Implementations.Hardware;
using Jellyfin.Testing;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Tests.Hardware;

/// <summary>The probe, wired as the server wires it.</summary>
internal static class HardwareHost
{
    public static Dictionary<string, string?> Settings(StandInFfmpeg standIn, string timeLimit) => new()
    {
        ["Ffmpeg:Path"] = standIn.Ffmpeg,
        ["Hardware:DeviceFolder"] = standIn.Devices,
        ["Hardware:SystemFolder"] = standIn.SystemFolder,
        ["Hardware:TimeLimit"] = timeLimit,
        ["Hardware:Interval"] = "00:00:00.05",
    };

    public static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<FfmpegOptions>().BindConfiguration(FfmpegOptions.Section);
        services.AddHardwareProbe();
        return services.BuildServiceProvider();
    }
}

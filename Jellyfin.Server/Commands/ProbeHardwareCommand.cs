using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emby.Server.Implementations.Hardware;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;

namespace Jellyfin.Server.Commands;

/// <summary><c>jellyfin probe-hardware</c>: the probe by hand, as the user who calls it, without database or Redis.</summary>
internal static class ProbeHardwareCommand
{
    public const string Name = "probe-hardware";
    private const int Misused = 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        // For terminals, not for web pages: quotes stay quotes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Returns the exit status: 0 = the hardware can be used.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (ProbeHardwareArguments.Read(arguments) is not { } wanted)
        {
            await output.WriteLineAsync(ProbeHardwareArguments.Usage);
            return Misused;
        }

        await using var services = Services(wanted.Ffmpeg);
        var report = await services.GetRequiredService<IHardwareProbe>().RunAsync(wanted.Target, HardwareLevel.Transcode, cancellationToken);
        await output.WriteLineAsync(wanted.IsJson ? JsonSerializer.Serialize(report, Json) : HardwareTable.Write(report));
        return report.IsGood ? 0 : 1;
    }

    private static ServiceProvider Services(string? ffmpeg)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().AddEnvironmentVariables("JELLYFIN_").Build());
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<FfmpegOptions>().BindConfiguration(FfmpegOptions.Section).Configure(options => options.Path = ffmpeg ?? options.Path);
        services.AddHardwareProbe();
        return services.BuildServiceProvider();
    }
}

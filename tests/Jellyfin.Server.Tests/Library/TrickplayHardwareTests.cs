using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Tasks;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Library;

/// <summary>Hardware that passes the probe and cannot make preview pictures.</summary>
public sealed class TrickplayHardwareTests(TrickplayHardwareTests.ReplicaWithGpu server) : IClassFixture<TrickplayHardwareTests.ReplicaWithGpu>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_pictures_that_hardware_cannot_make_are_made_in_software()
    {
        using var media = new SampleMedia();
        using var tasks = new TaskClient(server.Replicas[0], server.Token);
        var libraries = new LibraryClient(server, tasks);
        await ConfigureAsync("/System/Configuration/encoding", options => options["HardwareAccelerationType"] = "qsv");
        await ConfigureAsync("/System/Configuration", options =>
        {
            options["TrickplayOptions"]!["EnableHwAcceleration"] = true;
            options["TrickplayOptions"]!["Interval"] = 1000;
            options["TrickplayOptions"]!["WidthResolutions"] = new JsonArray(80);
        });
        await Eventually.IsTrueAsync(
            async () => (await server.Client.GetStringAsync(new Uri("/health/transcode", UriKind.Relative), Cancel)).StartsWith("Healthy: qsv works", StringComparison.Ordinal),
            "QSV works",
            60);
        await media.VideoAsync("Films/Fallback (2001)/Fallback (2001).mkv", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac");
        await libraries.AddAsync("Films", "movies", media.Path("Films"), new { EnableTrickplayImageExtraction = true });
        var id = (await libraries.FindAsync("fallback")).GetProperty("Id").GetString();
        server.StandIn.Fail("tiles", "Error creating a MFX session: -9.");

        Assert.Equal("Completed", (await tasks.RunAsync("RefreshTrickplayImages")).GetProperty("Status").GetString());

        Assert.Single(server.StandIn.Calls, call => call == "tiles");
        var tile = await server.Client.GetByteArrayAsync(new Uri($"/Videos/{id}/Trickplay/80/0.jpg", UriKind.Relative), Cancel);
        Assert.Equal(800, MediaBrowser.Controller.Images.ImageHeader.Parse(tile)!.Width);
        Assert.Contains("are made in software, qsv failed: the runtime that qsv needs is missing", server.Replicas[0].Log, StringComparison.Ordinal);
    }

    private async Task ConfigureAsync(string path, Action<JsonObject> change)
    {
        var options = (await server.Client.GetFromJsonAsync<JsonObject>(path, Cancel))!;
        change(options);
        (await server.Client.PostAsJsonAsync(path, options, Cancel)).EnsureSuccessStatusCode();
    }

    /// <summary>One replica with a GPU, as far as the probe can see.</summary>
    public sealed class ReplicaWithGpu(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        public StandInFfmpeg StandIn { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Ffmpeg__Path"] = StandIn.Ffmpeg,
            ["Hardware__DeviceFolder"] = StandIn.Devices,
            ["Hardware__SystemFolder"] = StandIn.SystemFolder,
        };

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            StandIn.Dispose();
        }
    }
}

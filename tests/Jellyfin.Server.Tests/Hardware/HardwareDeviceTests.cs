using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Hardware;

public sealed class HardwareDeviceTests(HardwareDeviceTests.ReplicaWithGpu server) : IClassFixture<HardwareDeviceTests.ReplicaWithGpu>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_that_disappears_while_the_server_runs_is_missed_and_welcomed_back()
    {
        var options = (await server.Client.GetFromJsonAsync<JsonObject>("/System/Configuration/encoding", Cancel))!;
        options["HardwareAccelerationType"] = "qsv";
        (await server.Client.PostAsJsonAsync("/System/Configuration/encoding", options, Cancel)).EnsureSuccessStatusCode();
        await EventuallySaysAsync("Healthy: qsv works");

        File.Delete(server.StandIn.Node);
        await EventuallySaysAsync($"Degraded: software instead of qsv: {server.StandIn.Node} does not exist.");

        server.StandIn.AddNode();
        await EventuallySaysAsync("Healthy: qsv works");
    }

    private Task EventuallySaysAsync(string text) => Eventually.IsTrueAsync(
        async () => (await server.Client.GetStringAsync(new Uri("/health/transcode", UriKind.Relative), Cancel)).StartsWith(text, StringComparison.Ordinal),
        text,
        seconds: 60);

    public sealed class ReplicaWithGpu(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        public StandInFfmpeg StandIn { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Ffmpeg__Path"] = StandIn.Ffmpeg,
            ["Hardware__DeviceFolder"] = StandIn.Devices,
            ["Hardware__SystemFolder"] = StandIn.SystemFolder,
            ["Hardware__Interval"] = "00:00:00.2",
            ["Hardware__SoftwareDelay"] = "00:00:01",
        };

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            StandIn.Dispose();
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Hardware;

public sealed class HardwareServerTests(HardwareServerTests.ReplicaWithAgent server) : IClassFixture<HardwareServerTests.ReplicaWithAgent>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_follows_the_settings_and_says_what_is_wrong()
    {
        await EventuallySaysAsync(HttpStatusCode.OK, "Healthy: no hardware configured: software");

        await ConfigureAsync(server.Client, "qsv");
        await EventuallySaysAsync(HttpStatusCode.OK, $"Degraded: software instead of qsv: {server.Devices}/renderD128 does not exist.");
        Assert.Equal("50%\n", await AskAgentAsync());

        await File.WriteAllTextAsync(Path.Combine(server.Devices, "renderD128"), "no device", Cancel);
        await EventuallySaysAsync(HttpStatusCode.OK, $"Degraded: software instead of qsv: {server.Devices}/renderD128 is not a render node.");

        await ConfigureAsync(server.Client, "none");
        await EventuallySaysAsync(HttpStatusCode.OK, "Healthy: no hardware configured: software");
        Assert.Equal("100%\n", await AskAgentAsync());
    }

    [Fact]
    public async Task Where_operators_want_it_a_replica_without_its_hardware_is_not_ready()
    {
        await using var replica = await server.StartDrainingAsync();
        using var client = replica.CreateClient(server.Token);

        await ConfigureAsync(client, "vaapi");

        await Eventually.IsTrueAsync(
            async () => await GetAsync(client, "/health/ready") is (HttpStatusCode.ServiceUnavailable, var text) && text.StartsWith("hardware: ", StringComparison.Ordinal),
            "it is not ready",
            seconds: 30);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(client, "/health/transcode")).Status);
        await ConfigureAsync(client, "none");
        await Eventually.IsTrueAsync(async () => (await GetAsync(client, "/health/ready")).Status == HttpStatusCode.OK, "it is ready again", seconds: 30);
    }

    [Fact]
    public async Task The_command_reports_what_is_wrong_without_database_and_fails()
    {
        var (code, text) = await RunAsync("probe-hardware", "--device", "/nowhere/renderD128", "--json");

        Assert.Equal(1, code);
        var report = JsonDocument.Parse(text).RootElement;
        Assert.Equal("NodeMissing", report.GetProperty("Failure").GetProperty("Fault").GetString());
        var (tableCode, table) = await RunAsync("probe-hardware", "--device", "/nowhere/renderD128");
        Assert.Equal(1, tableCode);
        Assert.Contains("Not usable: /nowhere/renderD128 does not exist.", table, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("probe-hardware", "--nonsense")).Code);
    }

    private static async Task ConfigureAsync(HttpClient client, string type)
    {
        var options = (await client.GetFromJsonAsync<JsonObject>("/System/Configuration/encoding", Cancel))!;
        options["HardwareAccelerationType"] = type;
        options["VaapiDevice"] = "/nowhere/renderD128";
        (await client.PostAsJsonAsync("/System/Configuration/encoding", options, Cancel)).EnsureSuccessStatusCode();
    }

    private Task EventuallySaysAsync(HttpStatusCode status, string text) => Eventually.IsTrueAsync(
        async () => await GetAsync(server.Client, "/health/transcode") is var answer && answer.Status == status && answer.Text.StartsWith(text, StringComparison.Ordinal),
        text,
        seconds: 30);

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> AskAgentAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.AgentPort, Cancel);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Cancel);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ServerProgram.Main, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, output);
    }

    /// <summary>A replica whose GPUs are in a folder of the test.</summary>
    public sealed class ReplicaWithAgent(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        public int AgentPort { get; } = FreePort.Next();

        public string Devices { get; } = Directory.CreateTempSubdirectory("jellyfin-dri-").FullName;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Cluster__AgentCheckPort"] = AgentPort.ToString(CultureInfo.InvariantCulture),
            ["Hardware__DeviceFolder"] = Devices,
            ["Hardware__Interval"] = "00:00:00.2",
            ["Hardware__SoftwareDelay"] = "00:00:01",
        };

        public async Task<Replica> StartDrainingAsync()
        {
            var replica = new Replica("drains", new Dictionary<string, string> { ["Database__ConnectionString"] = Database });
            replica.Set("HighAvailability__HardwareReadiness", "Drain");
            replica.Set("Hardware__Interval", "00:00:00.2");
            await replica.StartAsync(CancellationToken.None);
            return replica;
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(Devices, recursive: true);
        }
    }
}

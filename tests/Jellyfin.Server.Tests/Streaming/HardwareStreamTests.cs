using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Hardware that passes the probe and fails with films: the player notices nothing.</summary>
public sealed class HardwareStreamTests(HardwareStreamTests.ReplicaWithGpu server) : IClassFixture<HardwareStreamTests.ReplicaWithGpu>
{
    private const string NoSession = "[AVHWDeviceContext @ 0x5581] Error creating a MFX session: -9.\nDevice creation failed: -1313558101.\nUnknown error occurred";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Replica Replica => server.Replicas[0];

    private int HardwareRuns => server.StandIn.Calls.Count(call => call == "stream");

    private int Probes => server.StandIn.Calls.Count(call => call == "transcode");

    [Fact]
    public async Task A_stream_goes_on_in_software_and_hardware_that_fails_again_and_again_is_left_alone()
    {
        await RestartAsync(standIn => standIn.Fail("stream", NoSession));
        var probes = Probes;
        var runs = HardwareRuns;
        var player = await server.PlayerAsync();

        await player.PlayAsync(Replica, 0);
        await player.PlayAsync(Replica, 1);
        await player.PlayAsync(Replica, 60);

        Assert.Contains("h264_qsv", await GetAsync("/cluster.json"), StringComparison.Ordinal);
        Assert.Equal(runs + 1, HardwareRuns);
        await EventuallyAsync(() => Probes > probes, "the probe runs at once");
        Assert.Contains("jellyfin_transcode_fallbacks_total{kind=\"qsv\"} 1\n", await GetAsync("/metrics"), StringComparison.Ordinal);
        await EventuallyLogsAsync("qsv failed: the runtime that qsv needs is missing");
        Assert.StartsWith("Healthy", await GetAsync("/health/transcode"), StringComparison.Ordinal);
        await player.StopAsync(Replica);

        for (var more = 0; more < 2; more++)
        {
            await PlayOnceAsync();
        }

        Assert.Equal(runs + 3, HardwareRuns);
        Assert.StartsWith("Degraded: software instead of qsv: transcodes in hardware fail again and again", await GetAsync("/health/transcode"), StringComparison.Ordinal);
        await PlayOnceAsync();
        Assert.Equal(runs + 3, HardwareRuns);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Hardware_that_hangs_is_given_up_in_time()
    {
        await RestartAsync(standIn => standIn.Hang("stream"));
        var runs = HardwareRuns;

        await PlayOnceAsync();

        Assert.Equal(runs + 1, HardwareRuns);
        Assert.Contains("jellyfin_transcode_hangs_total 1\n", await GetAsync("/metrics"), StringComparison.Ordinal);
        await EventuallyLogsAsync("qsv failed: the GPU did not answer in time");
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task A_broken_film_is_one_clear_error_and_not_the_fault_of_the_hardware()
    {
        await RestartAsync(standIn => standIn.Fail("stream", "Invalid data found when processing input"));
        var runs = HardwareRuns;

        for (var attempt = 0; attempt < 4; attempt++)
        {
            var player = new StreamPlayer(server, server.Broken);
            foreach (var segment in new[] { 0, 1 })
            {
                var answer = await player.TextAsync(Replica, segment);
                Assert.True(answer == (HttpStatusCode.InternalServerError, "ffmpeg failed."), $"{answer}\n{Replica.Log}");
            }
        }

        Assert.Equal(runs + 4, HardwareRuns);
        Assert.StartsWith("Healthy: qsv works", await GetAsync("/health/transcode"), StringComparison.Ordinal);
        await server.NothingRunsAsync();
    }

    private async Task PlayOnceAsync()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(Replica, 0);
        await player.StopAsync(Replica);
    }

    /// <summary>What happened in the last minutes is forgotten.</summary>
    private async Task RestartAsync(Action<StandInFfmpeg> spoil)
    {
        await server.PrepareAsync(Cancel);
        server.StandIn.Repair("stream");
        spoil(server.StandIn);
        await Replica.KillAsync(Cancel);
        await Replica.StartAsync(Cancel);
        await EventuallyAsync(async () => (await GetAsync("/health/transcode")).StartsWith("Healthy: qsv works", StringComparison.Ordinal), "QSV works");
    }

    private Task EventuallyLogsAsync(string text) => EventuallyAsync(() => Replica.Log.Contains(text, StringComparison.Ordinal), text);

    private static Task EventuallyAsync(Func<bool> condition, string what) => Eventually.IsTrueAsync(condition, what, seconds: 60);

    private static Task EventuallyAsync(Func<Task<bool>> condition, string what) => Eventually.IsTrueAsync(condition, what, seconds: 60);

    private async Task<string> GetAsync(string path)
    {
        using var client = Replica.CreateClient(server.Token);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>One replica with a GPU, as far as the probe can see.</summary>
    public sealed class ReplicaWithGpu(PostgresFixture postgres, RedisFixture redis) : StreamingFixture(postgres, redis)
    {
        private bool _isConfigured;

        public StandInFfmpeg StandIn { get; } = new();

        protected override int ReplicaCount => 1;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Transcoding__Preset"] = "ultrafast",
            ["Transcoding__StallTimeout"] = "00:00:02",
            ["Ffmpeg__Path"] = StandIn.Ffmpeg,
            ["Hardware__DeviceFolder"] = StandIn.Devices,
            ["Hardware__SystemFolder"] = StandIn.SystemFolder,
        };

        public override async Task PrepareAsync(CancellationToken cancellationToken)
        {
            await base.PrepareAsync(cancellationToken);
            if (_isConfigured)
            {
                return;
            }

            var options = (await Client.GetFromJsonAsync<JsonObject>("/System/Configuration/encoding", cancellationToken))!;
            options["HardwareAccelerationType"] = "qsv";
            (await Client.PostAsJsonAsync("/System/Configuration/encoding", options, cancellationToken)).EnsureSuccessStatusCode();
            _isConfigured = true;
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            StandIn.Dispose();
        }
    }
}

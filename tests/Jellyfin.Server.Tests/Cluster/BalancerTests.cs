using System.Diagnostics;
using System.Globalization;
using System.Net;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Tests.Cluster;

/// <summary>The real HAProxy before something that is slow: when it takes a replica for dead it cuts off what runs there.</summary>
public sealed class BalancerTests : IAsyncLifetime
{
    /// <summary>Longer than two checks can take.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(6);

    private readonly string _folder = Directory.CreateTempSubdirectory("jellyfin-balancer-").FullName;
    private readonly CancellationTokenSource _ended = new();
    private readonly WebApplication _replica = Build();
    private readonly ClusterState _state = new() { Port = FreePort.Next(), StatsPort = FreePort.Next() };
    private TimeSpan _late = TimeSpan.Zero;
    private Process? _haproxy;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_busy_replica_that_is_late_with_its_check_keeps_its_requests()
    {
        _late = TimeSpan.FromSeconds(1.3);

        Assert.Equal(HttpStatusCode.OK, await LogInAsync());
    }

    [Fact]
    public async Task A_replica_that_says_nothing_loses_them()
    {
        _late = Timeout.InfiniteTimeSpan;

        Assert.Equal(HttpStatusCode.BadGateway, await LogInAsync());
    }

    public async ValueTask InitializeAsync()
    {
        _replica.MapGet("/health/ready", async context => await Task.Delay(_late, TimeProvider.System, _ended.Token));
        _replica.MapPost("/Users/AuthenticateByName", async context => await Task.Delay(Work, TimeProvider.System, _ended.Token));
        await _replica.StartAsync(Token);
        _state.Replicas.Add(new ReplicaState { Id = "r1", Port = new Uri(_replica.Urls.Single()).Port, AgentPort = FreePort.Next() });
        var file = Path.Combine(_folder, "haproxy.cfg");
        await File.WriteAllTextAsync(file, HaproxyConfiguration.Write(_state, Path.Combine(_folder, "admin.sock")), Token);
        _haproxy = Process.Start("haproxy", ["-db", "-q", "-f", file]);
        var processId = Path.Combine(_folder, "haproxy.pid");
        await File.WriteAllTextAsync(processId, _haproxy.Id.ToString(CultureInfo.InvariantCulture), Token);
        OwnerWatch.Start(processId, _folder);
        await Eventually.IsTrueAsync(() => Directory.GetFiles(_folder, "admin.sock").Length > 0, "haproxy runs");
    }

    public async ValueTask DisposeAsync()
    {
        _haproxy?.Kill();
        _haproxy?.Dispose();
        await _ended.CancelAsync();
        await _replica.DisposeAsync();
        _ended.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));
        return builder.Build();
    }

    private async Task<HttpStatusCode> LogInAsync()
    {
        using var client = new HttpClient();
        using var response = await client.PostAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_state.Port}/Users/AuthenticateByName")), content: null, Token);
        return response.StatusCode;
    }
}

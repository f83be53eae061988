using System.Diagnostics;
using System.Globalization;
using System.Net;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
    private readonly WebApplication _other = Build();
    private readonly ClusterState _state = new() { Port = FreePort.Next(), StatsPort = FreePort.Next() };
    private TimeSpan _late = TimeSpan.Zero;

    /// <summary>How late it is with its check from the first request on.</summary>
    private TimeSpan _lateThen = Timeout.InfiniteTimeSpan;
    private volatile bool _isOtherReady;
    private Process? _haproxy;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_busy_replica_that_is_late_with_its_check_keeps_its_requests()
    {
        _lateThen = TimeSpan.FromSeconds(1.3);

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/Users/AuthenticateByName"));
    }

    /// <summary>Where a player is may be said twice; that it has stopped may not: it counts as played.</summary>
    [Theory]
    [InlineData("/Sessions/Playing/Progress", HttpStatusCode.NoContent)]
    [InlineData("/jellyfin/sessions/playing/ping", HttpStatusCode.NoContent)]
    [InlineData("/Sessions/Playing/Stopped", HttpStatusCode.BadGateway)]
    [InlineData("/Users/AuthenticateByName", HttpStatusCode.BadGateway)]
    public async Task A_replica_that_says_nothing_loses_its_requests_and_another_one_gets_those_that_do_no_harm_twice(string path, HttpStatusCode expected)
    {
        Assert.Equal(expected, await PostAsync(path));
    }

    public async ValueTask InitializeAsync()
    {
        _replica.MapGet("/health/ready", async context => await Task.Delay(_late, TimeProvider.System, _ended.Token));
        _replica.MapPost("/{**path}", async context =>
        {
            (_isOtherReady, _late) = (true, _lateThen);
            await Task.Delay(Work, TimeProvider.System, _ended.Token);
        });
        _other.MapGet("/health/ready", () => Results.StatusCode(_isOtherReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
        _other.MapPost("/{**path}", () => Results.NoContent());
        foreach (var (id, replica) in new[] { ("r1", _replica), ("r2", _other) })
        {
            await replica.StartAsync(Token);
            _state.Replicas.Add(new ReplicaState { Id = id, Port = new Uri(replica.Urls.Single()).Port, AgentPort = FreePort.Next() });
        }

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
        await _other.DisposeAsync();
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

    private static Uri Local(int port, string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));

    /// <summary>While only the first replica is ready.</summary>
    private async Task<HttpStatusCode> PostAsync(string path)
    {
        using var client = new HttpClient();
        await Eventually.IsTrueAsync(
            async () => (await client.GetStringAsync(Local(_state.StatsPort, "/;csv"), Token)).Split('\n')
                .Any(row => row.StartsWith("replicas,r2,", StringComparison.Ordinal) && row.Contains(",DOWN,", StringComparison.Ordinal)),
            "the other replica is down");
        using var response = await client.PostAsync(Local(_state.Port, path), content: null, Token);
        return response.StatusCode;
    }
}

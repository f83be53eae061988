using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.Testing;

namespace Jellyfin.Failover.Tests;

public sealed class LocalClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Nothing_is_left_behind_when_whoever_started_a_cluster_dies()
    {
        await using var temporary = new TemporaryCluster();
        await temporary.Cluster.UpAsync(Options(FreePort.Next()) with { Namespaces = true }, Token);
        var processes = ClusterState.Load(temporary.Cluster.Folders)!.Processes.ToList();
        Assert.Equal(4, processes.Count);
        Assert.All(processes, process => Assert.True(process.IsRunning));
        Assert.Equal(4, Namespaces(temporary.Cluster.Folders).Count);

        await temporary.ReleaseAsync();

        Assert.All(processes, process => Assert.False(process.IsRunning));
        Assert.Equal([], Namespaces(temporary.Cluster.Folders));
        Assert.False(Directory.Exists(temporary.Data));
    }

    [Fact(Timeout = 180_000)]
    public async Task What_a_run_left_behind_that_was_killed_with_its_guard_the_next_one_ends()
    {
        await using var temporary = new TemporaryCluster();
        await temporary.Cluster.UpAsync(Options(FreePort.Next()), Token);
        var processes = ClusterState.Load(temporary.Cluster.Folders)!.Processes.ToList();
        var own = temporary.Owner;
        await TemporaryCluster.SweepAsync(Token);
        Assert.All(processes, process => Assert.True(process.IsRunning));

        await temporary.Guard.EndAsync(Signal.Kill, TimeSpan.FromSeconds(5), Token);
        temporary.Owner = own with { StartTicks = own.StartTicks - 1 };
        await TemporaryCluster.SweepAsync(Token);

        Assert.Equal(4, processes.Count);
        Assert.All(processes, process => Assert.False(process.IsRunning));
        Assert.False(Directory.Exists(temporary.Folder));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_signal_to_the_group_of_a_run_does_not_reach_its_guard()
    {
        await using var temporary = new TemporaryCluster();

        var group = await Command.RunAsync("ps", ["-o", "sid=", "-p", temporary.Guard.Pid.ToString(CultureInfo.InvariantCulture)], TimeSpan.FromSeconds(5), Token);

        Assert.Equal(temporary.Guard.Pid, int.Parse(group, CultureInfo.InvariantCulture));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_port_in_use_is_an_error_before_anything_is_started()
    {
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var temporary = new TemporaryCluster();

        var exception = await Assert.ThrowsAsync<ClusterException>(() => temporary.Cluster.UpAsync(Options(port), Token));

        Assert.Contains($"port {port} is in use", exception.Message, StringComparison.Ordinal);
        Assert.Null(ClusterState.Load(temporary.Cluster.Folders));
    }

    [Fact]
    public void A_process_is_never_taken_for_another_one_that_got_its_id()
    {
        var own = ProcessIdentity.Find(Environment.ProcessId)!;

        Assert.True(own.IsRunning);
        Assert.False((own with { StartTicks = own.StartTicks - 1 }).IsRunning);
        Assert.False((own with { Boot = "another" }).IsRunning);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_replica_without_a_namespace_cannot_be_cut_off_and_the_error_says_so()
    {
        await using var temporary = new TemporaryCluster();
        Directory.CreateDirectory(temporary.Data);
        new ClusterState { Replicas = [new ReplicaState { Id = "r1" }] }.Save(temporary.Cluster.Folders);

        var exception = await Assert.ThrowsAsync<ClusterException>(() => temporary.Cluster.CutAsync("r1", ["redis"], Token));

        Assert.Contains("--namespaces", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Of PostgreSQL, Redis, each replica and the switch.</summary>
    private static List<string> Namespaces(ClusterFolders folders) => [.. Directory.EnumerateFiles("/run/netns", $"jellyfin-{folders.Digest}-*")];

    private static UpOptions Options(int port) => new() { Port = port, Replicas = 1, Bare = true, Durable = false, ProgramDirectory = ServerProgram.Folder };
}

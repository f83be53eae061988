using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Jellyfin.LocalCluster.Network;

namespace Jellyfin.LocalCluster.Services;

/// <summary>A private Redis on loopback, from Debian's package. It never evicts: leases and sessions live in it.</summary>
public sealed class RedisServer(string directory, int port, NetworkHost? host = null)
{
    private readonly NetworkHost _host = host ?? NetworkHost.Local;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public int Port => port;

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"{_host.Address}:{port}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        File.Delete(PidFile);
        var (program, arguments) = _host.Enter(
            "redis-server",
            [
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--bind", _host.Address,
                // Nobody else reaches a namespace.
                "--protected-mode", "no",
                "--dir", directory,
                "--logfile", Path.Combine(directory, "redis.log"),
                "--pidfile", PidFile,
                "--daemonize", "yes",
                "--save", "",
                "--appendonly", "no",
                "--maxmemory-policy", "noeviction",
            ]);
        await Command.RunAsync(program, arguments, Timeout, cancellationToken);
        await WaitUntilRunningAsync(cancellationToken);
    }

    /// <summary>Nothing happens when it does not run.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(PidFile) || !int.TryParse(await File.ReadAllTextAsync(PidFile, cancellationToken), CultureInfo.InvariantCulture, out var pid))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // It has already ended.
        }

        File.Delete(PidFile);
    }

    /// <summary>Process id of the running server, null when it was never started.</summary>
    public int? ProcessId => File.Exists(PidFile) && int.TryParse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture, out var pid) ? pid : null;

    private string PidFile => Path.Combine(directory, "redis.pid");

    /// <summary>It listens before it writes its process id.</summary>
    private async Task WaitUntilRunningAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        while (ProcessId is null || !await IsListeningAsync(limit.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_host.Address, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

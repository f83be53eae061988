using System.Globalization;
using Jellyfin.LocalCluster.Network;

namespace Jellyfin.LocalCluster.Services;

/// <summary>A private PostgreSQL in a folder of its own, from Debian's packages, on loopback.</summary>
public sealed class PostgresServer(string directory, int port, bool durable, NetworkHost? host = null)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly NetworkHost _host = host ?? NetworkHost.Local;

    internal static PostgresServer Of(ClusterState state) => new(state.PostgresDirectory, state.PostgresPort, state.Durable, state.PostgresHost);

    public int Port => port;

    public string ConnectionString(string database)
        => string.Create(CultureInfo.InvariantCulture, $"Host={_host.Address};Port={port};Username=jellyfin;Database={database}");

    /// <summary>Creates the cluster if the folder has none, then starts it and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        if (!File.Exists(Path.Combine(directory, "data", "PG_VERSION")))
        {
            await ChownAsync(cancellationToken);
            await RunAsync("initdb", ["-D", DataDirectory, "-U", "jellyfin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);
            // It listens on loopback or inside a namespace: nobody else reaches it.
            await File.AppendAllTextAsync(Path.Combine(DataDirectory, "pg_hba.conf"), "host all all samenet trust\n", cancellationToken);
        }

        await RunAsync("pg_ctl", ["-D", DataDirectory, "-w", "-l", Path.Combine(directory, "postgres.log"), "-o", ServerOptions(), "start"], cancellationToken);
    }

    /// <summary>Ends it at once, connections included. Nothing happens when it does not run.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(DataDirectory, "postmaster.pid")))
        {
            await RunAsync("pg_ctl", ["-D", DataDirectory, "-m", durable ? "fast" : "immediate", "stop"], cancellationToken);
        }
    }

    /// <summary>Process id of the running server, null when it does not run.</summary>
    public int? ProcessId
    {
        get
        {
            var file = Path.Combine(DataDirectory, "postmaster.pid");
            return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
    }

    /// <summary>Nothing happens when the database exists.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        string[] connection = ["-h", _host.Address, "-p", port.ToString(CultureInfo.InvariantCulture), "-U", "jellyfin"];
        var names = await RunAsync("psql", [.. connection, "-d", "postgres", "-tAc", "SELECT datname FROM pg_database"], cancellationToken);
        if (!names.Split('\n').Contains(name))
        {
            await RunAsync("createdb", [.. connection, name], cancellationToken);
        }
    }

    private string DataDirectory => Path.Combine(directory, "data");

    private string ServerOptions()
    {
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-c unix_socket_directories= -c listen_addresses={_host.Address} -p {port} -c max_connections=300 -c shared_buffers=256MB");
        return durable ? options : options + " -c fsync=off -c full_page_writes=off -c synchronous_commit=off";
    }

    private async Task ChownAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await Command.RunAsync("chown", ["postgres", directory], Timeout, cancellationToken);
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(BinDirectory(), program);
        var (outer, all) = Environment.IsPrivilegedProcess
            ? _host.Enter("runuser", ["-u", "postgres", "--", path, .. arguments])
            : _host.Enter(path, arguments);
        return Command.RunAsync(outer, all, Timeout, cancellationToken);
    }

    private static string BinDirectory()
        => Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).Last(Directory.Exists)
            : throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
}

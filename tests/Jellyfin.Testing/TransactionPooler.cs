using System.Globalization;
using System.Net.Sockets;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Npgsql;

namespace Jellyfin.Testing;

/// <summary>
/// A private PgBouncer in transaction mode, from Debian's package. Each transaction gets the next of very few connections, so whatever
/// counts on a session fails.
/// </summary>
public sealed class TransactionPooler : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-pgbouncer-").FullName;
    private readonly int _port = FreePort.Next();

    private TransactionPooler()
    {
    }

    private string Configuration => Path.Combine(_directory, "pgbouncer.ini");

    private string ProcessIdFile => Path.Combine(_directory, "pgbouncer.pid");

    /// <param name="server">Any database of the PostgreSQL behind it.</param>
    /// <param name="connections">How many it keeps to each database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TransactionPooler> StartAsync(string server, int connections, CancellationToken cancellationToken)
    {
        var pooler = new TransactionPooler();
        try
        {
            await pooler.LaunchAsync(new NpgsqlConnectionStringBuilder(server), connections, cancellationToken);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same database by way of the pooler, with the options that docs/operations/settings.md asks for.</summary>
    public string To(string database) => new NpgsqlConnectionStringBuilder(database)
    {
        Host = "127.0.0.1",
        Port = _port,
        NoResetOnClose = true,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(ProcessIdFile) && int.TryParse(await File.ReadAllTextAsync(ProcessIdFile), CultureInfo.InvariantCulture, out var pid)
            && ProcessIdentity.Find(pid) is { } process)
        {
            await process.EndAsync(Signal.Kill, Limit, CancellationToken.None);
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task LaunchAsync(NpgsqlConnectionStringBuilder server, int connections, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Configuration, Describe(server, connections), cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root.
            await Command.RunAsync("chown", ["-R", "postgres", _directory], Limit, cancellationToken);
            await Command.RunAsync("runuser", ["-u", "postgres", "--", "pgbouncer", "-q", "-d", Configuration], Limit, cancellationToken);
        }
        else
        {
            await Command.RunAsync("pgbouncer", ["-q", "-d", Configuration], Limit, cancellationToken);
        }

        await Eventually.IsTrueAsync(IsListening, $"PgBouncer listens on port {_port}");
        OwnerWatch.Start(ProcessIdFile, _directory);
    }

    private string Describe(NpgsqlConnectionStringBuilder server, int connections) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        [databases]
        * = host={server.Host} port={server.Port} user={server.Username}{Password(server)}

        [pgbouncer]
        pool_mode = transaction
        listen_addr = 127.0.0.1
        listen_port = {_port}
        unix_socket_dir =
        auth_type = any
        default_pool_size = {connections}
        server_round_robin = 1
        logfile = {Path.Combine(_directory, "pgbouncer.log")}
        pidfile = {ProcessIdFile}

        """);

    /// <summary>An empty one would be a mistake to PgBouncer.</summary>
    private static string Password(NpgsqlConnectionStringBuilder server)
        => string.IsNullOrEmpty(server.Password) ? "" : $" password='{server.Password.Replace("'", "''", StringComparison.Ordinal)}'";

    private bool IsListening()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

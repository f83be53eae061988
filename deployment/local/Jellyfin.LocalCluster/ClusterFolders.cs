using System.Security.Cryptography;
using System.Text;

namespace Jellyfin.LocalCluster;

/// <summary>Where one cluster keeps what.</summary>
public sealed class ClusterFolders(string root)
{
    /// <summary>Longest path of a Unix socket, with a margin for HAProxy's temporary name.</summary>
    private const int SocketPathLimit = 90;

    public string Root { get; } = Path.GetFullPath(root);

    public string StateFile => In("cluster.json");

    public string LockFile => In("lock");

    /// <summary>Only its owner may read it.</summary>
    public string PasswordFile => In("admin-password");

    public string Redis => In("redis");

    public string Haproxy => In("haproxy");

    public string Replicas => In("replicas");

    /// <summary>Data that all replicas share.</summary>
    public string Server => In("server");

    /// <summary>A copy of the server's program, so that a new build does not pull the files from under a running replica.</summary>
    public string Program => In("program");

    public string SampleMedia => In("media");

    public string Replica(string id) => Path.Combine(Replicas, id);

    public string ReplicaLog(string id) => Path.Combine(Replica(id), "server.log");

    public string AdminSocket
    {
        get
        {
            var socket = Path.Combine(Haproxy, "admin.sock");
            return socket.Length <= SocketPathLimit ? socket : Path.Combine(Path.GetTempPath(), $"jellyfin-haproxy-{Digest}.sock");
        }
    }

    public string Postgres => In("postgres");

    /// <summary>For root: a place that the user <c>postgres</c> can enter even when the checkout is in a private home.</summary>
    public string PostgresElsewhere => $"/var/lib/jellyfin-local-cluster/{Digest}";

    /// <summary>Tells this cluster's things from those of others where they share a place.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..12];

    private string In(string name) => Path.Combine(Root, name);
}

using System.Text.Json;
using Jellyfin.LocalCluster.Network;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.LocalCluster;

/// <summary>What a cluster remembers between calls: its ports, its processes, what is set up.</summary>
public sealed class ClusterState
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Port { get; set; }

    public int StatsPort { get; set; }

    public int PostgresPort { get; set; }

    public int RedisPort { get; set; }

    public string PostgresDirectory { get; set; } = "";

    /// <summary>False trades safety against a power cut for speed; only tests do that.</summary>
    public bool Durable { get; set; } = true;

    /// <summary>Folder with <c>jellyfin.dll</c>.</summary>
    public string ProgramDirectory { get; set; } = "";

    public string? MediaDirectory { get; set; }

    public string? WebDirectory { get; set; }

    /// <summary>The media folder of the last finished scan.</summary>
    public string? ScannedDirectory { get; set; }

    /// <summary>PostgreSQL, Redis and each replica are in network namespaces.</summary>
    public bool Namespaces { get; set; }

    /// <summary>This machine's address as the namespaces see it; null without them.</summary>
    public string? Gateway { get; set; }

    public NetworkHost PostgresHost { get; set; } = NetworkHost.Local;

    public NetworkHost RedisHost { get; set; } = NetworkHost.Local;

    /// <summary>Options of all replicas, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; set; } = [];

    public ProcessIdentity? Postgres { get; set; }

    public ProcessIdentity? Redis { get; set; }

    public ProcessIdentity? Haproxy { get; set; }

    public List<ReplicaState> Replicas { get; set; } = [];

    public IEnumerable<ProcessIdentity> Processes
        => new[] { Haproxy, Redis, Postgres }.Concat(Replicas.Select(replica => replica.Process)).OfType<ProcessIdentity>();

    public ReplicaState Replica(string id)
        => Replicas.Find(replica => string.Equals(replica.Id, id, StringComparison.OrdinalIgnoreCase))
            ?? throw new ClusterException($"no replica {id}; there are {string.Join(", ", Replicas.Select(replica => replica.Id))}");

    /// <summary>Null when the folder holds no cluster.</summary>
    public static ClusterState? Load(ClusterFolders folders)
        => File.Exists(folders.StateFile) ? JsonSerializer.Deserialize<ClusterState>(File.ReadAllText(folders.StateFile), Json) : null;

    /// <summary>Whole or not at all: a reader never sees half a file.</summary>
    public void Save(ClusterFolders folders)
    {
        var temporary = folders.StateFile + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json));
        File.Move(temporary, folders.StateFile, overwrite: true);
    }
}

/// <summary>One server: <c>r1</c>, <c>r2</c> ...</summary>
public sealed class ReplicaState
{
    public required string Id { get; init; }

    public int Port { get; set; }

    /// <summary>Tells HAProxy how much the replica can transcode.</summary>
    public int AgentPort { get; set; }

    public ProcessIdentity? Process { get; set; }

    public NetworkHost Host { get; set; } = NetworkHost.Local;

    /// <summary>Further options of this replica since its last start.</summary>
    public Dictionary<string, string> Settings { get; set; } = [];

    public string Url => $"http://{Host.Address}:{Port}";
}

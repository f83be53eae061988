namespace Jellyfin.LocalCluster;

/// <summary>What <c>up</c> may be told.</summary>
public sealed record UpOptions
{
    public int Replicas { get; init; } = 2;

    public int Port { get; init; } = 8096;

    /// <summary>Folder with <c>Movies/</c> and <c>Shows/</c>; null for sample media.</summary>
    public string? MediaDirectory { get; init; }

    /// <summary>A built Jellyfin web client to serve at <c>/web/</c>.</summary>
    public string? WebDirectory { get; init; }

    /// <summary>A built server; null publishes the checkout's.</summary>
    public string? ProgramDirectory { get; init; }

    /// <summary>PostgreSQL, Redis and each replica get a network namespace, so that they can be cut off from each other; only root may do that.</summary>
    public bool Namespaces { get; init; }

    /// <summary>Further options of the replicas, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Servers only: no wizard, no media, no scan.</summary>
    public bool Bare { get; init; }

    /// <summary>False: PostgreSQL does not wait for the disk.</summary>
    public bool Durable { get; init; } = true;
}

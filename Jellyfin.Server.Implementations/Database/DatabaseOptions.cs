using System.ComponentModel.DataAnnotations;

namespace Jellyfin.Server.Implementations.Database;

/// <summary>How to reach PostgreSQL.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>
    /// Npgsql connection string. With several hosts (<c>Host=a,b;Target Session Attributes=primary</c>) the server follows the primary.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "Host=localhost;Database=jellyfin;Username=jellyfin";

    /// <summary>After this a command is cancelled and the request answered 503.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Connections of one replica; the sum over all replicas must fit into PostgreSQL's max_connections.</summary>
    [Range(2, 1000)]
    public int MaxPoolSize { get; set; } = 40;
}

namespace Jellyfin.Server.Implementations.Database;

/// <summary>Source of fencing tokens, and the lease itself when Redis is away. Expiry is judged by the database's clock.</summary>
public sealed class LeaseRow
{
    public required string Name { get; set; }

    /// <summary>Last token given out.</summary>
    public required long FencingToken { get; set; }

    public string? Owner { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}

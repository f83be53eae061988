using System.ComponentModel.DataAnnotations;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>How to reach Redis. Without <see cref="Endpoint"/> this process shares its state with nobody.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary><c>host:port</c>, several separated by commas; options of StackExchange.Redis may follow (<c>redis:6379,ssl=true</c>).</summary>
    public string? Endpoint { get; set; }

    public string? Password { get; set; }

    /// <summary>Several clusters can share one Redis when their prefixes differ.</summary>
    [Required]
    public string KeyPrefix { get; set; } = "jellyfin:";

    /// <summary>After this a command counts as failed; requests never wait longer for Redis.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After a command that got no answer, the next ones fail at once for this long, so that requests do not pile up.</summary>
    public TimeSpan PauseAfterTimeout { get; set; } = TimeSpan.FromSeconds(1);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Endpoint);
}

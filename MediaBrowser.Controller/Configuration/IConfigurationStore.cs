namespace MediaBrowser.Controller.Configuration;

/// <summary>
/// Named settings of the server, shared by all replicas. Reads are cached; a change is seen everywhere within a second. While the
/// database is away, reads answer with what was last read.
/// </summary>
public interface IConfigurationStore
{
    /// <summary>Returns defaults when nothing was saved. The result is shared: never change it.</summary>
    ValueTask<T> GetAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, new();

    Task SaveAsync<T>(string key, T value, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Atomic: reads, changes and saves without losing what another replica saves at the same time. Returns what was saved.</summary>
    Task<T> UpdateAsync<T>(string key, Func<T, T> change, CancellationToken cancellationToken)
        where T : class, new();
}

/// <summary>One row of settings.</summary>
public sealed class ConfigurationEntry
{
    public required string Key { get; set; }

    /// <summary>JSON.</summary>
    public required string Value { get; set; }
}

/// <summary>Published after a setting was saved.</summary>
public sealed record ConfigurationChanged(string Key);

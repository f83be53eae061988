using System.Reflection;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Finds out who this process is.</summary>
internal static class ReplicaIdentityFactory
{
    private const string DefaultAddress = "http://*:8096";

    public static ReplicaIdentity Create(ClusterOptions options, IConfiguration configuration)
        => new(
            options.ReplicaId,
            Guid.CreateVersion7().ToString("N"),
            string.IsNullOrEmpty(options.Url) ? GuessUrl(configuration["urls"]) : options.Url.TrimEnd('/'),
            Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "");

    /// <summary>An address that listens everywhere is reached under the host's name.</summary>
    internal static string GuessUrl(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? DefaultAddress;
        foreach (var everywhere in (string[])["://*", "://+", "://0.0.0.0", "://[::]"])
        {
            first = first.Replace(everywhere, "://" + Environment.MachineName, StringComparison.Ordinal);
        }

        return first.TrimEnd('/');
    }
}

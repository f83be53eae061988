using Jellyfin.Server.Implementations.Database;

namespace Jellyfin.Server.Composition;

/// <summary>Every feature of the server, one line each.</summary>
internal static class FeatureServices
{
    /// <summary>Where state lives: PostgreSQL, Redis.</summary>
    public static void AddState(this IServiceCollection services)
    {
        services.AddDatabase();
    }

    /// <summary>What the server does.</summary>
    public static void AddMediaServer(this IServiceCollection services)
    {
        _ = services;
    }
}

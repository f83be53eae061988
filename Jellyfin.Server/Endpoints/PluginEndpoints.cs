using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>This server has no plugins: it answers what a dashboard asks as a server on which none is installed.</summary>
internal static class PluginEndpoints
{
    public static void MapPlugins(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Plugins", Nothing).WithName("GetPlugins").RequireAuthorization(Policies.Elevated);
        api.MapGet("/Packages", Nothing).WithName("GetPackages").RequireAuthorization(Policies.Elevated);
        api.MapGet("/Repositories", GetRepositoriesAsync).WithName("GetRepositories").RequireAuthorization(Policies.Elevated);
        api.MapPost("/Repositories", SetRepositoriesAsync).WithName("SetRepositories").RequireAuthorization(Policies.Elevated);
        api.MapGet("/web/ConfigurationPages", Nothing).WithName("GetConfigurationPages").RequireAuthorization(Policies.Elevated);
        api.MapGet("/web/ConfigurationPage", () => TypedResults.NotFound()).WithName("GetDashboardConfigurationPage").AllowAnonymous();
        api.MapGet("/Backup", Nothing).WithName("ListBackups").RequireAuthorization(Policies.Elevated);
    }

    private static Ok<object[]> Nothing() => TypedResults.Ok(Array.Empty<object>());

    private static async Task<Ok<IReadOnlyList<RepositoryInfo>>> GetRepositoriesAsync(IConfigurationStore store, CancellationToken cancellationToken)
        => TypedResults.Ok((await store.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken)).PluginRepositories);

    private static async Task<NoContent> SetRepositoriesAsync(
        RepositoryInfo[] repositories, IConfigurationStore store, CancellationToken cancellationToken)
    {
        await store.UpdateAsync<ServerConfiguration>(
            ConfigurationKeys.System, old => old with { PluginRepositories = repositories }, cancellationToken);
        return TypedResults.NoContent();
    }
}

using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Items;
using Jellyfin.Server.Contracts.Json;
using Jellyfin.Server.Contracts.Operations;
using Jellyfin.Server.Endpoints;
using Jellyfin.Server.Middleware;
using Jellyfin.Server.Networking;
using Jellyfin.Server.Web;

namespace Jellyfin.Server.Composition;

/// <summary>How the server speaks: JSON, errors, authentication, and the routes.</summary>
internal static class Wire
{
    public static void AddWire(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddItemMapping();
        services.AddSessionWire();
        services.AddNetworking();
        services.AddSingleton<ItemPictures>();
        services.AddSingleton<ImageAnswer>();
        services.AddSingleton<OperationTable>();
        services.AddWireAuthentication();
        services.AddClusterWire();
    }

    public static void UseWire(this WebApplication app)
    {
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<NetworkMiddleware>();
        app.UseWebClient();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseSessions();
        app.UseAuthorization();
    }

    public static void MapEndpoints(this WebApplication app)
    {
        var api = app.MapGroup("").RequireAuthorization().AddEndpointFilter<JsonAnswerFilter>();
        api.MatchAnyContentType();
        api.MapClusterRoutes();
        api.MapUserRoutes();
        api.MapSessionRoutes();
        api.MapLibraryRoutes();
        api.MapBrowseRoutes();
        api.MapPlaybackRoutes();
        api.MapSystemRoutes();
    }
}

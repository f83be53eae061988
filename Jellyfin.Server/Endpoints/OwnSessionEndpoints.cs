using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Sessions;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What a client says of itself.</summary>
internal static class OwnSessionEndpoints
{
    public static void MapOwnSession(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Sessions/Capabilities", SetCapabilitiesAsync).WithName("PostCapabilities");
        api.MapPost("/Sessions/Capabilities/Full", SetFullCapabilitiesAsync).WithName("PostFullCapabilities");
        api.MapPost("/Sessions/Viewing", ViewAsync).WithName("ReportViewing");
    }

    private static async Task<NoContent> SetCapabilitiesAsync(
        CommaSeparated<MediaType>? playableMediaTypes,
        CommaSeparated<GeneralCommandType>? supportedCommands,
        bool? supportsMediaControl,
        bool? supportsPersistentIdentifier,
        OwnSession own,
        SessionManager sessions,
        CancellationToken cancellationToken)
    {
        var capabilities = new ClientCapabilities
        {
            PlayableMediaTypes = playableMediaTypes ?? [],
            SupportedCommands = supportedCommands ?? [],
            SupportsMediaControl = supportsMediaControl ?? false,
            SupportsPersistentIdentifier = supportsPersistentIdentifier ?? true,
        };
        await sessions.SetCapabilitiesAsync(own.Identity, capabilities, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SetFullCapabilitiesAsync(
        ClientCapabilitiesDto body, OwnSession own, SessionManager sessions, CancellationToken cancellationToken)
    {
        await sessions.SetCapabilitiesAsync(own.Identity, body.ToCapabilities(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ViewAsync(Guid itemId, OwnSession own, SessionManager sessions, CancellationToken cancellationToken)
    {
        await sessions.UpdateAsync(own.Identity, session => session with { NowViewingItemId = itemId }, cancellationToken);
        return TypedResults.NoContent();
    }
}

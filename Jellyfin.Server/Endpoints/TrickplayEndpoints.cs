using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>
/// Preview pictures for seeking. This server makes none, and its items say so; clients that ask all the same (Roku, streamyfin) expect 404.
/// </summary>
internal static class TrickplayEndpoints
{
    public static void MapTrickplay(this IEndpointRouteBuilder api)
        => api.MapGet("/Videos/{itemId}/Trickplay/{width}/{index}.jpg", Find).WithName("GetTrickplayTileImage");

    private static NotFound Find(Guid itemId, int width, int index)
    {
        _ = (itemId, width, index);
        return TypedResults.NotFound();
    }
}

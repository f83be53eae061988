using Emby.Server.Implementations.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Download programs tell that files have changed. A scan of unchanged folders is cheap, so all libraries are scanned.</summary>
internal static class LibraryNotificationEndpoints
{
    public static void MapLibraryNotifications(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Library/Media/Updated", ScanAsync).WithName("PostUpdatedMedia");
        api.MapPost("/Library/Series/Added", ScanAsync).WithName("PostAddedSeries");
        api.MapPost("/Library/Series/Updated", ScanAsync).WithName("PostUpdatedSeries");
        api.MapPost("/Library/Movies/Added", ScanAsync).WithName("PostAddedMovies");
        api.MapPost("/Library/Movies/Updated", ScanAsync).WithName("PostUpdatedMovies");
    }

    private static async Task<NoContent> ScanAsync(LibraryManager manager, CancellationToken cancellationToken)
    {
        await manager.RequestScanAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

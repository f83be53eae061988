using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Images;
using MediaBrowser.Controller.Images;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>This server has no metadata or picture providers in the internet: it answers as one where all are switched off.</summary>
internal static class RemoteMetadataEndpoints
{
    private static readonly string[] SearchableForUsers = ["Book", "BoxSet", "Movie", "MusicAlbum", "MusicArtist", "MusicVideo", "Series", "Trailer"];

    public static void MapRemoteMetadata(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Items/{itemId}/RemoteImages", GetImagesAsync).WithName("GetRemoteImages");
        api.MapGet("/Items/{itemId}/RemoteImages/Providers", GetNothingAsync).WithName("GetRemoteImageProviders");
        api.MapGet("/Items/{itemId}/ExternalIdInfos", GetNothingAsync).WithName("GetExternalIdInfos").RequireAuthorization(Policies.Elevated);
        api.MapPost("/Items/RemoteSearch/Person", FindNothing).WithName("GetPersonRemoteSearchResults").RequireAuthorization(Policies.Elevated);
        foreach (var kind in SearchableForUsers)
        {
            api.MapPost("/Items/RemoteSearch/" + kind, FindNothing).WithName($"Get{kind}RemoteSearchResults");
        }
    }

    private static async Task<Results<Ok<RemoteImageResultDto>, NotFound>> GetImagesAsync(
        Guid itemId, IItemImageStore store, CancellationToken cancellationToken)
        => await store.FindAsync(itemId, cancellationToken) is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new RemoteImageResultDto([], 0, []));

    private static async Task<Results<Ok<object[]>, NotFound>> GetNothingAsync(Guid itemId, IItemImageStore store, CancellationToken cancellationToken)
        => await store.FindAsync(itemId, cancellationToken) is null ? TypedResults.NotFound() : FindNothing();

    private static Ok<object[]> FindNothing() => TypedResults.Ok(Array.Empty<object>());
}

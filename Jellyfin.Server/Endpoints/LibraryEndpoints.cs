using Emby.Server.Implementations.Browsing;
using Emby.Server.Implementations.Library;
using Emby.Server.Implementations.Library.Segments;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Questions about all libraries, and the request for a scan.</summary>
internal static class LibraryEndpoints
{
    public static void MapLibrary(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Library/PhysicalPaths", PhysicalPathsAsync).RequireAuthorization(Policies.Elevated).WithName("GetPhysicalPaths");
        api.MapGet("/Library/MediaFolders", MediaFoldersAsync).RequireAuthorization(Policies.Elevated).WithName("GetMediaFolders");
        api.MapPost("/Library/Refresh", RefreshAsync).RequireAuthorization(Policies.Elevated).WithName("RefreshLibrary");
        api.MapGet("/Libraries/AvailableOptions", (string? libraryContentType) => TypedResults.Ok(AvailableOptions(libraryContentType)))
            .RequireAuthorization(Policies.FirstTimeSetupOrDefault)
            .WithName("GetLibraryOptionsInfo");
    }

    private static async Task<Ok<string[]>> PhysicalPathsAsync(LibraryManager manager, CancellationToken cancellationToken)
    {
        var libraries = await manager.ListAsync(cancellationToken);
        return TypedResults.Ok(libraries.SelectMany(library => library.Options.PathInfos).Select(info => info.Path).Distinct().ToArray());
    }

    /// <summary>All libraries, also those the caller has hidden: the page of a user's access shows them.</summary>
    private static async Task<Ok<QueryResult<BaseItemDto>>> MediaFoldersAsync(
        ListRequest request, ViewService views, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var list = await views.ListAsync(user: null, includeHidden: true, cancellationToken);
        return TypedResults.Ok(new QueryResult<BaseItemDto>(await answer.DetailsAsync(list, request, cancellationToken), list.Count));
    }

    private static async Task<NoContent> RefreshAsync(LibraryManager manager, CancellationToken cancellationToken)
    {
        await manager.RequestScanAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static LibraryOptionsResultDto AvailableOptions(string? contentType) => new()
    {
        MetadataReaders = [new LibraryOptionInfo("Nfo", DefaultEnabled: true)],
        MediaSegmentProviders = [.. SegmentFinder.Providers.Select(name => new LibraryOptionInfo(name, DefaultEnabled: true))],
        TypeOptions = [.. ItemTypes(contentType).Select(TypeOptions)],
    };

    private static string[] ItemTypes(string? contentType) => contentType?.ToLowerInvariant() switch
    {
        "movies" => ["Movie"],
        "tvshows" => ["Series", "Season", "Episode"],
        "music" => ["MusicArtist", "MusicAlbum", "Audio"],
        "musicvideos" => ["MusicVideo"],
        "homevideos" => ["Video", "Photo"],
        "books" => ["Book", "AudioBook"],
        "boxsets" => ["BoxSet"],
        _ => ["Movie", "Series", "Season", "Episode"],
    };

    /// <summary>Pictures come from beside the media and from inside it; there is nothing else to choose.</summary>
    private static LibraryTypeOptionsDto TypeOptions(string type) => new()
    {
        Type = type,
        ImageFetchers = type is "Movie" or "Episode" ? [new LibraryOptionInfo("Embedded Image Extractor", DefaultEnabled: true)] : [],
        SimilarItemProviders = type is "Movie" or "Series" ? [new LibraryOptionInfo("Local Genre/Tag", DefaultEnabled: true)] : [],
        SupportedImageTypes = [ImageType.Primary, ImageType.Backdrop, ImageType.Logo],
        DefaultImageOptions =
        [
            new ImageOption(ImageType.Backdrop, 1, 1280),
            new ImageOption(ImageType.Art, 0, 0),
            new ImageOption(ImageType.Disc, 0, 0),
            new ImageOption(ImageType.Primary, 1, 0),
            new ImageOption(ImageType.Banner, 0, 0),
            new ImageOption(ImageType.Thumb, 1, 0),
            new ImageOption(ImageType.Logo, 1, 0),
        ],
    };
}

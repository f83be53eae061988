using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Music, of which this server has none: lists are empty, names are unknown. Clients ask on every search.</summary>
internal static class MusicEndpoints
{
    public static void MapMusic(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Artists", Nothing).WithName("GetArtists");
        api.MapGet("/Artists/AlbumArtists", Nothing).WithName("GetAlbumArtists");
        api.MapGet("/Artists/{name}", Unknown).WithName("GetArtistByName");
        api.MapGet("/MusicGenres", Nothing).WithName("GetMusicGenres");
        api.MapGet("/MusicGenres/{genreName}", UnknownGenre).WithName("GetMusicGenre");
        api.MapGet("/Items/{itemId}/InstantMix", MixOf).WithName("GetInstantMixFromItem");
        api.MapGet("/Albums/{itemId}/InstantMix", MixOf).WithName("GetInstantMixFromAlbum");
        api.MapGet("/Artists/{itemId}/InstantMix", MixOf).WithName("GetInstantMixFromArtists");
        api.MapGet("/Playlists/{itemId}/InstantMix", MixOf).WithName("GetInstantMixFromPlaylist");
        api.MapGet("/Songs/{itemId}/InstantMix", MixOf).WithName("GetInstantMixFromSong");
        api.MapGet("/MusicGenres/{name}/InstantMix", MixOfName).WithName("GetInstantMixFromMusicGenreByName");
        api.MapGet("/MusicGenres/InstantMix", Nothing).WithName("GetInstantMixFromMusicGenreById");
        api.MapGet("/Audio/{itemId}/Lyrics", NoLyrics).WithName("GetLyrics");
    }

    private static Ok<QueryResult<BaseItemDto>> Nothing() => TypedResults.Ok(ItemAnswer.Nothing);

    private static ProblemHttpResult Unknown(string name) => NotFound(name);

    private static ProblemHttpResult UnknownGenre(string genreName) => NotFound(genreName);

    private static Ok<QueryResult<BaseItemDto>> MixOfName(string name) => Empty(name);

    private static Ok<QueryResult<BaseItemDto>> MixOf(Guid itemId) => Empty(itemId);

    private static ProblemHttpResult NoLyrics(Guid itemId) => NotFound(itemId);

    private static ProblemHttpResult NotFound<T>(T _) => ItemAnswer.NotFound();

    private static Ok<QueryResult<BaseItemDto>> Empty<T>(T _) => Nothing();
}

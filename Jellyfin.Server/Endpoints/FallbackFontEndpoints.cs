using Emby.Server.Implementations.Configuration;
using Jellyfin.Server.Contracts.System;
using MediaBrowser.Controller.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Fonts for subtitles whose own are missing, from the folder that the encoding settings name.</summary>
internal static class FallbackFontEndpoints
{
    public static void MapFallbackFonts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/FallbackFont/Fonts", ListAsync).WithName("GetFallbackFontList");
        api.MapGet("/FallbackFont/Fonts/{name}", GetAsync).WithName("GetFallbackFont");
    }

    private static async Task<Ok<FontFileDto[]>> ListAsync(IConfigurationStore store, CancellationToken cancellationToken)
    {
        var fonts = FallbackFonts.List(await store.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken));
        return TypedResults.Ok(fonts
            .Select(font => new FontFileDto(font.Name, font.Length, font.CreationTimeUtc, font.LastWriteTimeUtc))
            .ToArray());
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> GetAsync(
        string name, IConfigurationStore store, CancellationToken cancellationToken)
    {
        var fonts = FallbackFonts.List(await store.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken));
        return fonts.FirstOrDefault(font => font.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } font
            ? TypedResults.PhysicalFile(font.FullName, FallbackFonts.ContentType(font), lastModified: font.LastWriteTimeUtc)
            : TypedResults.NotFound();
    }
}

using Emby.Server.Implementations.Localization;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.System;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

internal static class LocalizationEndpoints
{
    public static void MapLocalization(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/Localization").RequireAuthorization(Policies.FirstTimeSetupOrDefault);
        group.MapGet("/Cultures", GetCultures).WithName("GetCultures");
        group.MapGet("/Countries", GetCountries).WithName("GetCountries");
        group.MapGet("/Options", GetOptions).WithName("GetLocalizationOptions");
        group.MapGet("/ParentalRatings", GetRatings).WithName("GetParentalRatings");
    }

    private static Ok<CultureDto[]> GetCultures(LocalizationTables tables) => TypedResults.Ok(tables.Cultures
        .Select(culture => new CultureDto(
            culture.Name, culture.DisplayName, culture.TwoLetterName, culture.ThreeLetterNames[0], culture.ThreeLetterNames))
        .ToArray());

    private static Ok<CountryInfoDto[]> GetCountries(LocalizationTables tables) => TypedResults.Ok(tables.Countries
        .Select(country => new CountryInfoDto(country.TwoLetterName, country.DisplayName, country.TwoLetterName, country.ThreeLetterName))
        .ToArray());

    private static Ok<LocalizationOptionDto[]> GetOptions(LocalizationTables tables) => TypedResults.Ok(tables.InterfaceLanguages
        .Select(language => new LocalizationOptionDto(language.Name, language.Code))
        .ToArray());

    private static Ok<ParentalRatingDto[]> GetRatings(LocalizationTables tables) => TypedResults.Ok(tables.Ratings
        .Select(rating => new ParentalRatingDto(
            rating.Name, rating.Score, rating.Score is { } score ? new ParentalRatingScoreDto(score, rating.SubScore) : null))
        .ToArray());
}

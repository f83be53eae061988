using System.Text.Json.Serialization;

namespace Jellyfin.Server.Contracts.System;

public sealed record CultureDto(
    string Name,
    string DisplayName,
    string TwoLetterISOLanguageName,
    string? ThreeLetterISOLanguageName,
    IReadOnlyList<string> ThreeLetterISOLanguageNames);

public sealed record CountryInfoDto(string Name, string DisplayName, string TwoLetterISORegionName, string ThreeLetterISORegionName);

public sealed record LocalizationOptionDto(string Name, string Value);

public sealed record ParentalRatingDto(string Name, int? Value, ParentalRatingScoreDto? RatingScore);

public sealed record ParentalRatingScoreDto([property: JsonPropertyName("score")] int Score, [property: JsonPropertyName("subScore")] int? SubScore);

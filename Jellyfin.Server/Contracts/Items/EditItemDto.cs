using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>The fields of an item that the metadata editor changes. Clients send the whole item; what is null here is emptied, as they do.</summary>
public sealed record EditItemDto
{
    public string? Name { get; init; }

    public string? ForcedSortName { get; init; }

    public string? OriginalTitle { get; init; }

    public string? Overview { get; init; }

    public string? OfficialRating { get; init; }

    public string? CustomRating { get; init; }

    public float? CommunityRating { get; init; }

    public float? CriticRating { get; init; }

    public int? ProductionYear { get; init; }

    public DateTimeOffset? PremiereDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    public DateTimeOffset? DateCreated { get; init; }

    public int? IndexNumber { get; init; }

    public string? Status { get; init; }

    public string? AirTime { get; init; }

    public string[]? AirDays { get; init; }

    public string[]? Genres { get; init; }

    public string[]? Tags { get; init; }

    public string[]? Taglines { get; init; }

    public string[]? ProductionLocations { get; init; }

    public string[]? LockedFields { get; init; }

    public bool? LockData { get; init; }

    public string? PreferredMetadataLanguage { get; init; }

    public string? PreferredMetadataCountryCode { get; init; }

    public Dictionary<string, string?>? ProviderIds { get; init; }

    public IReadOnlyList<EditNameDto>? Studios { get; init; }

    public IReadOnlyList<EditPersonDto>? People { get; init; }

    /// <summary>Null when the client sent no list.</summary>
    public IReadOnlyList<ScannedPerson>? Cast()
        => People?.Where(person => !string.IsNullOrWhiteSpace(person.Name))
            .Select(person => new ScannedPerson(person.Name!.Trim(), person.Type, person.Role ?? ""))
            .ToList();

    public void ApplyTo(Item item)
    {
        ApplyNames(item);
        ApplyLists(item);
        item.Overview = Overview;
        item.OfficialRating = OfficialRating;
        item.CustomRating = CustomRating;
        item.ParentalRating = RatingAges.Of(CustomRating) ?? RatingAges.Of(OfficialRating);
        item.CommunityRating = CommunityRating;
        item.CriticRating = CriticRating;
        item.ProductionYear = ProductionYear;
        item.PremiereDate = PremiereDate;
        item.EndDate = EndDate;
        item.DateCreated = DateCreated ?? item.DateCreated;
        item.Status = Status;
        item.AirTime = AirTime;
        item.LockData = LockData ?? item.LockData;
        item.PreferredMetadataLanguage = PreferredMetadataLanguage;
        item.PreferredMetadataCountryCode = PreferredMetadataCountryCode;
    }

    private void ApplyNames(Item item)
    {
        item.Name = string.IsNullOrWhiteSpace(Name) ? item.Name : Name.Trim();
        item.SearchName = SearchNames.Of(item.Name);
        item.OriginalTitle = OriginalTitle;
        item.IndexNumber = item.Kind is BaseItemKind.Episode or BaseItemKind.Season ? IndexNumber ?? item.IndexNumber : IndexNumber;
        item.SortName = item.Kind switch
        {
            _ when !string.IsNullOrWhiteSpace(ForcedSortName) => SortNames.Of(ForcedSortName),
            BaseItemKind.Season => SortNames.OfSeason(item.IndexNumber ?? 0),
            BaseItemKind.Episode => SortNames.OfEpisode(item.ParentIndexNumber, item.IndexNumber, item.Name),
            _ => SortNames.Of(item.Name),
        };
    }

    private void ApplyLists(Item item)
    {
        item.Genres = Genres ?? item.Genres;
        item.Tags = Tags ?? item.Tags;
        item.Taglines = Taglines ?? item.Taglines;
        item.AirDays = AirDays ?? item.AirDays;
        item.ProductionLocations = ProductionLocations ?? item.ProductionLocations;
        item.LockedFields = LockedFields ?? item.LockedFields;
        item.Studios = Studios?.Select(studio => studio.Name).OfType<string>().Where(name => name.Length > 0).ToArray() ?? item.Studios;
        item.ProviderIds = ProviderIds?.Where(id => !string.IsNullOrWhiteSpace(id.Value)).ToDictionary(id => id.Key, id => id.Value!) ?? item.ProviderIds;
    }
}

public sealed record EditNameDto(string? Name);

public sealed record EditPersonDto(string? Name, string? Role, PersonKind Type);

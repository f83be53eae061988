using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>A page about the item somewhere else.</summary>
public sealed record ExternalUrl(string Name, string Url);

/// <summary>A trailer on the internet.</summary>
public sealed record MediaUrl(string Url, string? Name);

public sealed record NameGuidPair(string Name, Guid Id);

/// <summary>A person in an item.</summary>
public sealed record BaseItemPerson(string Name, Guid Id, string Role, PersonKind Type)
{
    public string? PrimaryImageTag { get; init; }

    public IReadOnlyDictionary<ImageType, Dictionary<string, string>>? ImageBlurHashes { get; init; }
}

/// <param name="StartPositionTicks">Ticks of 100 ns.</param>
/// <param name="Name">Title; null = none.</param>
/// <param name="ImageDateModified">Kotlin clients fail without it.</param>
/// <param name="ImageTag">Null = no picture.</param>
public sealed record ChapterInfo(long StartPositionTicks, string? Name, DateTimeOffset ImageDateModified, string? ImageTag);

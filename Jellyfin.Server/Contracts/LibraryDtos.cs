using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts;

/// <summary>A library as the dashboard edits it.</summary>
public sealed record VirtualFolderInfo
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Locations { get; init; }

    public CollectionType? CollectionType { get; init; }

    public required LibraryOptions LibraryOptions { get; init; }

    public required Guid ItemId { get; init; }

    public Guid? PrimaryImageItemId { get; init; }

    /// <summary>0 to 100.</summary>
    public double? RefreshProgress { get; init; }

    /// <summary>Idle or Active.</summary>
    public required string RefreshStatus { get; init; }

    /// <param name="library">The library.</param>
    /// <param name="progress">Of the scan that runs; null = none runs.</param>
    public static VirtualFolderInfo From(LibraryFolder library, double? progress) => new()
    {
        Name = library.Name,
        Locations = [.. library.Options.PathInfos.Select(info => info.Path)],
        CollectionType = library.CollectionType,
        LibraryOptions = library.Options,
        ItemId = library.Id,
        RefreshProgress = progress,
        RefreshStatus = progress is null ? "Idle" : "Active",
    };
}

public sealed record AddVirtualFolderDto(LibraryOptions? LibraryOptions)
{
    /// <summary>Paths of the query string come before those of the body.</summary>
    public static LibraryOptions Options(AddVirtualFolderDto? body, IReadOnlyCollection<string>? paths)
    {
        var options = body?.LibraryOptions ?? new LibraryOptions();
        if (paths is { Count: > 0 })
        {
            options.PathInfos = [.. paths.Select(path => new MediaPathInfo(path))];
        }

        return options;
    }

    /// <summary>Null for "mixed", which is how clients say that a library has no type.</summary>
    public static CollectionType? ParseType(string? text)
        => Enum.TryParse<CollectionType>(text, ignoreCase: true, out var type) ? type : null;
}

public sealed record UpdateLibraryOptionsDto(Guid Id, LibraryOptions? LibraryOptions);

public sealed record MediaPathDto(string? Name, string? Path, MediaPathInfo? PathInfo);

public sealed record UpdateMediaPathRequestDto(string? Name, MediaPathInfo? PathInfo);

public sealed record ValidatePathDto(bool ValidateWritable, string? Path, bool? IsFile);

/// <summary>Null: the dashboard starts at the drives.</summary>
public sealed record DefaultDirectoryBrowserInfoDto(string? Path);

public sealed record LibraryOptionInfo(string Name, bool DefaultEnabled);

public sealed record LibraryTypeOptionsDto
{
    public required string Type { get; init; }

    public IReadOnlyList<LibraryOptionInfo> MetadataFetchers { get; init; } = [];

    public IReadOnlyList<LibraryOptionInfo> ImageFetchers { get; init; } = [];

    public IReadOnlyList<LibraryOptionInfo> SimilarItemProviders { get; init; } = [];

    public IReadOnlyList<ImageType> SupportedImageTypes { get; init; } = [];

    public IReadOnlyList<ImageOption> DefaultImageOptions { get; init; } = [];
}

/// <summary>What can be chosen for a library.</summary>
public sealed record LibraryOptionsResultDto
{
    public IReadOnlyList<LibraryOptionInfo> MetadataSavers { get; init; } = [];

    public IReadOnlyList<LibraryOptionInfo> MetadataReaders { get; init; } = [];

    public IReadOnlyList<LibraryOptionInfo> SubtitleFetchers { get; init; } = [];

    public IReadOnlyList<LibraryOptionInfo> LyricFetchers { get; init; } = [];

    public IReadOnlyList<LibraryOptionInfo> MediaSegmentProviders { get; init; } = [];

    public IReadOnlyList<LibraryTypeOptionsDto> TypeOptions { get; init; } = [];
}

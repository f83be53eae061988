namespace MediaBrowser.Controller.Users;

/// <summary>What a user may see: all that lists, searches and single items are filtered by.</summary>
public sealed record Viewer
{
    /// <summary>Sees everything and is nobody: API keys that name no user.</summary>
    public static readonly Viewer Everything = new() { UserId = Guid.Empty, IsAdministrator = true };

    public required Guid UserId { get; init; }

    /// <summary>Administrators may change things; what they see is limited like everybody's.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>Null = all but <see cref="BlockedLibraries"/>.</summary>
    public IReadOnlyList<Guid>? AllowedLibraries { get; init; }

    public IReadOnlyList<Guid> BlockedLibraries { get; init; } = [];

    /// <summary>Highest age rating; null = any. What has no rating is allowed unless its kind is in <see cref="BlockedUnrated"/>.</summary>
    public int? MaxParentalRating { get; init; }

    /// <summary>Second part of the highest rating, for systems that have one; only compared when the first parts are equal.</summary>
    public int? MaxParentalSubRating { get; init; }

    public IReadOnlyList<UnratedItem> BlockedUnrated { get; init; } = [];

    /// <summary>Items with one of these, themselves or through a parent, are hidden.</summary>
    public IReadOnlyList<string> BlockedTags { get; init; } = [];

    /// <summary>When there are any, items with none of these are hidden.</summary>
    public IReadOnlyList<string> AllowedTags { get; init; } = [];

    /// <summary>Whether nothing but the user's own watch state depends on the user.</summary>
    public bool SeesEverything => AllowedLibraries is null && BlockedLibraries.Count == 0 && MaxParentalRating is null
        && BlockedUnrated.Count == 0 && BlockedTags.Count == 0 && AllowedTags.Count == 0;

    public static Viewer Of(User user)
    {
        var policy = user.Policy;
        return new Viewer
        {
            UserId = user.Id,
            IsAdministrator = policy.IsAdministrator,
            AllowedLibraries = policy.EnableAllFolders ? null : policy.EnabledFolders,
            BlockedLibraries = policy.BlockedMediaFolders,
            MaxParentalRating = policy.MaxParentalRating,
            MaxParentalSubRating = policy.MaxParentalSubRating,
            BlockedUnrated = policy.BlockUnratedItems,
            BlockedTags = policy.BlockedTags,
            AllowedTags = policy.AllowedTags,
        };
    }

    public bool SeesLibrary(Guid libraryId)
        => !BlockedLibraries.Contains(libraryId) && (AllowedLibraries is null || AllowedLibraries.Contains(libraryId));
}

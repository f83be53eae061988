namespace MediaBrowser.Controller.Library;

/// <summary>Watch state. When a write returns, it is in PostgreSQL.</summary>
public interface IUserDataStore
{
    /// <summary>Returns null when the user never touched the item.</summary>
    Task<UserItemData?> FindAsync(Guid userId, Guid itemId, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<Guid, UserItemData>> FindManyAsync(Guid userId, IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>
    /// Changes only the fields that <paramref name="change"/> sets, in one statement: two writers never lose each other's unrelated field.
    /// </summary>
    Task UpdateAsync(Guid userId, Guid itemId, UserDataChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one change to every film, episode, track ... below a folder, series, season, library, collection or playlist, in one
    /// statement. Returns the ids of the items it changed.
    /// </summary>
    Task<IReadOnlyList<Guid>> UpdateBelowAsync(Guid userId, Guid folderId, UserDataChange change, CancellationToken cancellationToken);
}

/// <summary>Fields to change; null leaves a field as it is.</summary>
public sealed record UserDataChange
{
    public long? PlaybackPositionTicks { get; init; }

    public bool? Played { get; init; }

    public int? PlayCount { get; init; }

    /// <summary>Added to the play count in the database; 0 = unchanged.</summary>
    public int AddPlays { get; init; }

    /// <summary>The play count is raised to this if it is less; what was watched was played at least once.</summary>
    public int MinimumPlayCount { get; init; }

    public bool? IsFavorite { get; init; }

    public bool? Likes { get; init; }

    /// <summary>True removes <see cref="UserItemData.Likes"/> and <see cref="UserItemData.Rating"/>.</summary>
    public bool ClearLikes { get; init; }

    public double? Rating { get; init; }

    public DateTimeOffset? LastPlayedDate { get; init; }

    /// <summary>Only written where no date is known yet.</summary>
    public DateTimeOffset? LastPlayedDateIfNone { get; init; }

    /// <summary>True removes <see cref="UserItemData.LastPlayedDate"/>.</summary>
    public bool ClearLastPlayedDate { get; init; }

    public int? AudioStreamIndex { get; init; }

    /// <summary>-1 = off.</summary>
    public int? SubtitleStreamIndex { get; init; }

    /// <summary>True forgets the audio stream.</summary>
    public bool ClearAudioStreamIndex { get; init; }

    /// <summary>True forgets the subtitle stream.</summary>
    public bool ClearSubtitleStreamIndex { get; init; }
}

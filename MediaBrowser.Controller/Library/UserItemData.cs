namespace MediaBrowser.Controller.Library;

/// <summary>What one user did with one item. Kept when the item disappears: it comes back with the file.</summary>
public sealed class UserItemData
{
    public required Guid UserId { get; set; }

    public required Guid ItemId { get; set; }

    /// <summary>Ticks of 100 ns; 0 = nothing to resume.</summary>
    public long PlaybackPositionTicks { get; set; }

    public int PlayCount { get; set; }

    public bool Played { get; set; }

    public bool IsFavorite { get; set; }

    public bool? Likes { get; set; }

    public double? Rating { get; set; }

    public DateTimeOffset? LastPlayedDate { get; set; }

    public int? AudioStreamIndex { get; set; }

    public int? SubtitleStreamIndex { get; set; }

    /// <summary>When the row was last written, by the database's clock.</summary>
    public DateTimeOffset DateModified { get; set; }
}

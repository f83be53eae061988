using System.Globalization;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts;

/// <summary>Watch state of an item for the calling user.</summary>
public sealed record UserItemDataDto
{
    public double? Rating { get; init; }

    public double? PlayedPercentage { get; init; }

    public int? UnplayedItemCount { get; init; }

    public long PlaybackPositionTicks { get; init; }

    public int PlayCount { get; init; }

    public bool IsFavorite { get; init; }

    public bool? Likes { get; init; }

    public DateTimeOffset? LastPlayedDate { get; init; }

    public bool Played { get; init; }

    /// <summary>The item id with dashes.</summary>
    public required string Key { get; init; }

    public required Guid ItemId { get; init; }

    /// <summary>Of an item that the user may never have touched (<paramref name="data"/> null).</summary>
    /// <param name="itemId">Id of the item.</param>
    /// <param name="data">What is stored.</param>
    /// <param name="runTimeTicks">Length of the item in ticks, for the percentage.</param>
    public static UserItemDataDto From(Guid itemId, UserItemData? data, long? runTimeTicks) => new()
    {
        ItemId = itemId,
        Key = itemId.ToString("D", CultureInfo.InvariantCulture),
        Rating = data?.Rating,
        PlaybackPositionTicks = data?.PlaybackPositionTicks ?? 0,
        PlayedPercentage = data is { PlaybackPositionTicks: > 0 } && runTimeTicks > 0
            ? 100.0 * data.PlaybackPositionTicks / runTimeTicks.Value
            : null,
        PlayCount = data?.PlayCount ?? 0,
        IsFavorite = data?.IsFavorite ?? false,
        Likes = data?.Likes,
        LastPlayedDate = data?.LastPlayedDate,
        Played = data?.Played ?? false,
    };
}

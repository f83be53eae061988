using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts;

/// <summary>New watch state from a client; what is not sent stays as it is.</summary>
public sealed record UpdateUserItemDataDto
{
    /// <summary>From here on upwards an item is liked; clients that rate by number expect the thumb to follow.</summary>
    private const double LikedFrom = 6.5;

    public double? Rating { get; init; }

    public long? PlaybackPositionTicks { get; init; }

    public int? PlayCount { get; init; }

    public bool? IsFavorite { get; init; }

    public bool? Likes { get; init; }

    public DateTimeOffset? LastPlayedDate { get; init; }

    public bool? Played { get; init; }

    public UserDataChange ToChange() => new()
    {
        Rating = Likes is { } likes ? RatingOf(likes) : Rating,
        Likes = Likes ?? (Rating is { } rating ? rating >= LikedFrom : null),
        PlaybackPositionTicks = PlaybackPositionTicks,
        PlayCount = PlayCount,
        IsFavorite = IsFavorite,
        LastPlayedDate = LastPlayedDate,
        Played = Played,
    };

    /// <summary>A thumb as a number.</summary>
    public static double RatingOf(bool likes) => likes ? 10 : 1;
}

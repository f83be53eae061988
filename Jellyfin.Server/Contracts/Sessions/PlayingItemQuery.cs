using MediaBrowser.Controller.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>The same reports as query parameters; streamyfin still sends them.</summary>
public sealed record PlayingItemQuery
{
    [FromRoute]
    public Guid ItemId { get; init; }

    public string? MediaSourceId { get; init; }

    public string? PlaySessionId { get; init; }

    public long? PositionTicks { get; init; }

    public int? AudioStreamIndex { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public int? VolumeLevel { get; init; }

    public bool? IsPaused { get; init; }

    public bool? IsMuted { get; init; }

    public bool? CanSeek { get; init; }

    public AnyCase<PlayMethod>? PlayMethod { get; init; }

    public AnyCase<RepeatMode>? RepeatMode { get; init; }

    public string? LiveStreamId { get; init; }

    public PlaybackReport ToReport() => new PlaybackReportDto
    {
        ItemId = ItemId,
        MediaSourceId = MediaSourceId,
        PlaySessionId = PlaySessionId,
        PositionTicks = PositionTicks,
        AudioStreamIndex = AudioStreamIndex,
        SubtitleStreamIndex = SubtitleStreamIndex,
        VolumeLevel = VolumeLevel,
        IsPaused = IsPaused ?? false,
        IsMuted = IsMuted ?? false,
        CanSeek = CanSeek ?? false,
        PlayMethod = PlayMethod?.Value,
        RepeatMode = RepeatMode?.Value ?? default,
        LiveStreamId = LiveStreamId,
    }.ToReport();
}

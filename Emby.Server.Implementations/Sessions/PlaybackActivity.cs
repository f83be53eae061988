using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;

namespace Emby.Server.Implementations.Sessions;

/// <summary>What the activity log says about playback.</summary>
public static class PlaybackActivity
{
    public static ActivityLogEntry Started(Session session, Item item, DateTimeOffset now)
        => Describe(session, item, now, "is playing", "Playback");

    public static ActivityLogEntry Stopped(Session session, Item item, DateTimeOffset now)
        => Describe(session, item, now, "has finished playing", "PlaybackStopped");

    private static ActivityLogEntry Describe(Session session, Item item, DateTimeOffset now, string action, string type)
    {
        var media = item.MediaType is MediaType.Audio ? "Audio" : "Video";
        var name = item.SeriesName is null ? item.Name : $"{item.SeriesName} - {item.Name}";
        return new ActivityLogEntry
        {
            Name = $"{session.UserName} {action} {name} on {session.DeviceName}",
            Type = media + type,
            ItemId = item.Id.ToString("N"),
            UserId = session.UserId,
            Date = now,
        };
    }
}

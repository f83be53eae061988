using MediaBrowser.Controller.Activity;

namespace Jellyfin.Server.Contracts.Activity;

/// <summary>A line of the activity log.</summary>
public sealed record ActivityLogEntryDto(
    long Id, string Name, string? Overview, string? ShortOverview, string Type, string? ItemId, DateTimeOffset Date, Guid UserId, string Severity)
{
    public static ActivityLogEntryDto From(ActivityLogEntry entry) => new(
        entry.Id, entry.Name, entry.Overview, entry.ShortOverview, entry.Type, entry.ItemId, entry.Date, entry.UserId, entry.Severity);
}

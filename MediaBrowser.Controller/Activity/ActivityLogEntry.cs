namespace MediaBrowser.Controller.Activity;

/// <summary>A line of the activity log that administrators read.</summary>
public sealed class ActivityLogEntry
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required string Type { get; set; }

    public string? Overview { get; set; }

    public string? ShortOverview { get; set; }

    public string? ItemId { get; set; }

    public Guid UserId { get; set; }

    public required DateTimeOffset Date { get; set; }

    /// <summary>Information, Warning or Error.</summary>
    public string Severity { get; set; } = "Information";
}

using Jellyfin.Server.Contracts.Activity;
using MediaBrowser.Controller.Activity;

namespace Jellyfin.Server.WebSockets;

/// <summary>What was written to the activity log since the client began to watch.</summary>
internal sealed class ActivityFeed(IActivityLog log) : ISocketFeed
{
    private const int MostEntries = 100;

    public string Name => "ActivityLogEntry";

    public async Task<object?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var page = await log.QueryAsync(new ActivityQuery { MinDate = since, Limit = MostEntries }, cancellationToken);
        return page.Entries.Count == 0 ? null : page.Entries.Select(ActivityLogEntryDto.From).ToList();
    }
}

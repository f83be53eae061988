using Jellyfin.Server.Contracts.Tasks;
using MediaBrowser.Controller.Tasks;

namespace Jellyfin.Server.WebSockets;

/// <summary>Scheduled tasks and how far they are.</summary>
internal sealed class TaskFeed(ITaskManager tasks) : ISocketFeed
{
    public string Name => "ScheduledTasksInfo";

    public async Task<object?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
        => (await tasks.ListAsync(cancellationToken)).Select(TaskInfo.From).ToList();
}

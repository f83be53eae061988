using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Tasks;
using MediaBrowser.Controller.Tasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What administrators see and do under "Scheduled Tasks"; every replica answers alike.</summary>
internal static class ScheduledTaskEndpoints
{
    public static void MapScheduledTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/ScheduledTasks").RequireAuthorization(Policies.Elevated);
        tasks.MapGet("", ListAsync).WithName("GetTasks");
        tasks.MapGet("/{taskId}", GetAsync).WithName("GetTask");
        tasks.MapPost("/Running/{taskId}", StartAsync).WithName("StartTask");
        tasks.MapDelete("/Running/{taskId}", StopAsync).WithName("StopTask");
        tasks.MapPost("/{taskId}/Triggers", SetTriggersAsync).WithName("UpdateTask");
    }

    private static async Task<Ok<IEnumerable<TaskInfo>>> ListAsync(bool? isHidden, bool? isEnabled, ITaskManager tasks, CancellationToken cancellationToken)
    {
        var states = await tasks.ListAsync(cancellationToken);
        return TypedResults.Ok(states
            .Where(state => isHidden is null || state.Task.IsHidden == isHidden)
            .Where(state => isEnabled is null || state.Task.IsEnabled == isEnabled)
            .Select(TaskInfo.From));
    }

    private static async Task<Results<Ok<TaskInfo>, NotFound>> GetAsync(string taskId, ITaskManager tasks, CancellationToken cancellationToken)
        => await tasks.FindAsync(taskId, cancellationToken) is { } state ? TypedResults.Ok(TaskInfo.From(state)) : TypedResults.NotFound();

    private static Task<Results<NoContent, NotFound>> StartAsync(string taskId, ITaskManager tasks, CancellationToken cancellationToken)
        => WithTaskAsync(taskId, tasks, key => tasks.StartAsync(key, cancellationToken), cancellationToken);

    private static Task<Results<NoContent, NotFound>> StopAsync(string taskId, ITaskManager tasks, CancellationToken cancellationToken)
        => WithTaskAsync(taskId, tasks, key => tasks.StopAsync(key, cancellationToken), cancellationToken);

    private static async Task<Results<NoContent, NotFound, ValidationProblem>> SetTriggersAsync(
        string taskId, IReadOnlyList<TaskTriggerInfo> triggers, ITaskManager tasks, CancellationToken cancellationToken)
    {
        var wanted = triggers.Select(trigger => trigger.ToTrigger()).ToList();
        if (wanted.Contains(null))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["triggers"] = ["A trigger needs its time."] });
        }

        var result = await WithTaskAsync(taskId, tasks, key => tasks.SetTriggersAsync(key, wanted!, cancellationToken), cancellationToken);
        return result.Result is NoContent done ? done : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> WithTaskAsync(
        string taskId, ITaskManager tasks, Func<string, Task<bool>> action, CancellationToken cancellationToken)
        => await tasks.FindAsync(taskId, cancellationToken) is { } state && await action(state.Task.Key)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

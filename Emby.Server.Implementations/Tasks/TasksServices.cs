using Emby.Server.Implementations.Tasks.Maintenance;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Emby.Server.Implementations.Tasks;

public static class TasksServices
{
    /// <summary>Scheduled tasks and their manager.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddOptions<TaskOptions>().BindConfiguration(TaskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Func<IEnumerable<IScheduledTask>>>(provider => provider.GetServices<IScheduledTask>);
        services.AddSingleton<TaskCatalog>();
        services.AddSingleton<ITaskManager, TaskManager>();
        services.AddMetrics();
        services.AddSingleton<TaskMetrics>();
        services.AddSingleton<TaskResults>();
        services.TryAddSingleton<TaskFence>();
        services.AddSingleton<TaskRunner>();
        services.AddSingleton<RunningTasks>();
        services.AddSingleton<TaskStarter>();
        services.AddSingleton<TaskScopes>();
        services.AddSingleton<TaskBell>();
        services.AddSingleton<TaskRound>();
        services.AddHostedService<TaskScheduler>();
        services.AddSingleton<IScheduledTask, CleanActivityLogTask>();
        services.AddSingleton<IScheduledTask, CleanCacheTask>();
        services.AddSingleton<IScheduledTask, CleanLogsTask>();
        services.AddSingleton<IScheduledTask, OptimizeDatabaseTask>();
        return services;
    }
}

using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tasks;

public static class TasksStores
{
    /// <summary>Task triggers and runs in PostgreSQL.</summary>
    public static IServiceCollection AddTaskStores(this IServiceCollection services)
    {
        services.AddSingleton<TaskClaims>();
        services.AddSingleton<ITaskStore, PostgresTaskStore>();
        services.AddSingleton<IDatabaseMaintenance, PostgresMaintenance>();
        services.AddSingleton<ITaskScheduleStore, PostgresTaskScheduleStore>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Tasks;

public static class TasksServices
{
    /// <summary>Scheduled tasks and their manager.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services) => services;
}

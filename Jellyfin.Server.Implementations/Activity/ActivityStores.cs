using MediaBrowser.Controller.Activity;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Activity;

public static class ActivityStores
{
    /// <summary>The activity log in PostgreSQL.</summary>
    public static IServiceCollection AddActivityLog(this IServiceCollection services) => services.AddSingleton<IActivityLog, PostgresActivityLog>();
}

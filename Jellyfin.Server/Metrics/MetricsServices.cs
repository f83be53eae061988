namespace Jellyfin.Server.Metrics;

internal static class MetricsServices
{
    public static void AddMetricsListener(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<MetricsListener>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsListener>());
    }
}

namespace Jellyfin.Server.Metrics;

internal static class MetricsServices
{
    /// <summary>Must come before everything that counts: services are made in the order of their registration.</summary>
    public static void AddMetricsListener(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<MetricsListener>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsListener>());
    }
}

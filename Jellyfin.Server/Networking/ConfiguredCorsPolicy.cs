using Emby.Server.Implementations.Networking;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Jellyfin.Server.Networking;

/// <summary>Which web pages may call the server: any, unless the settings name origins.</summary>
internal sealed class ConfiguredCorsPolicy(NetworkSettings settings) : ICorsPolicyProvider
{
    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var hosts = settings.Current.CorsHosts;
        var policy = new CorsPolicyBuilder().AllowAnyHeader().AllowAnyMethod();
        _ = hosts.Count == 0 || hosts.Contains("*") ? policy.AllowAnyOrigin() : policy.WithOrigins([.. hosts]).AllowCredentials();
        return Task.FromResult<CorsPolicy?>(policy.Build());
    }
}

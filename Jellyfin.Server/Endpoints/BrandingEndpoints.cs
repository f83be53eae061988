using MediaBrowser.Controller.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

internal static class BrandingEndpoints
{
    public static void MapBranding(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Branding/Configuration", GetAsync).WithName("GetBrandingOptions").AllowAnonymous();
        api.MapGet("/Branding/Css", GetCssAsync).WithName("GetBrandingCss").AllowAnonymous();
        api.MapGet("/Branding/Css.css", GetCssAsync).WithName("GetBrandingCss_2").AllowAnonymous();
    }

    private static async Task<Ok<BrandingOptions>> GetAsync(IConfigurationStore store, CancellationToken cancellationToken)
        => TypedResults.Ok(await store.GetAsync<BrandingOptions>(ConfigurationKeys.Branding, cancellationToken));

    private static async Task<ContentHttpResult> GetCssAsync(IConfigurationStore store, CancellationToken cancellationToken)
    {
        var branding = await store.GetAsync<BrandingOptions>(ConfigurationKeys.Branding, cancellationToken);
        return TypedResults.Text(branding.CustomCss ?? "", "text/css; charset=utf-8");
    }
}

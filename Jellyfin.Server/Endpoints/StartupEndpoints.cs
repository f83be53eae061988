using Emby.Server.Implementations.Users;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>The wizard of a new server: open to anybody until it is complete.</summary>
internal static class StartupEndpoints
{
    public static void MapStartup(this IEndpointRouteBuilder api)
    {
        var startup = api.MapGroup("/Startup").RequireAuthorization(Policies.FirstTimeSetupOrElevated);
        startup.MapGet("/Configuration", GetConfigurationAsync).WithName("GetStartupConfiguration");
        startup.MapPost("/Configuration", SetConfigurationAsync).WithName("UpdateInitialConfiguration");
        startup.MapGet("/User", GetUserAsync).WithName("GetFirstUser");
        startup.MapGet("/FirstUser", GetUserAsync).WithName("GetFirstUser_2");
        startup.MapPost("/User", SetUserAsync).WithName("UpdateStartupUser");
        startup.MapPost("/RemoteAccess", SetRemoteAccessAsync).WithName("SetRemoteAccess");
        startup.MapPost("/Complete", CompleteAsync).WithName("CompleteWizard");
    }

    private static async Task<Ok<StartupConfigurationDto>> GetConfigurationAsync(IConfigurationStore configuration, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        return TypedResults.Ok(new StartupConfigurationDto(
            settings.ServerName,
            settings.UICulture,
            settings.MetadataCountryCode,
            settings.PreferredMetadataLanguage));
    }

    private static async Task<NoContent> SetConfigurationAsync(
        StartupConfigurationDto request,
        IConfigurationStore configuration,
        CancellationToken cancellationToken)
    {
        await configuration.UpdateAsync<ServerConfiguration>(
            ConfigurationKeys.System,
            settings => settings with
            {
                ServerName = request.ServerName ?? "",
                UICulture = request.UICulture ?? "",
                MetadataCountryCode = request.MetadataCountryCode ?? "",
                PreferredMetadataLanguage = request.PreferredMetadataLanguage ?? "",
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<StartupUserDto>> GetUserAsync(StartupService startup, CancellationToken cancellationToken)
        => TypedResults.Ok(new StartupUserDto((await startup.GetFirstUserAsync(cancellationToken)).Name, null));

    private static async Task<Results<NoContent, ContentHttpResult>> SetUserAsync(
        StartupUserDto request,
        StartupService startup,
        CancellationToken cancellationToken)
        => await startup.SetFirstUserAsync(request.Name ?? "", request.Password ?? "", cancellationToken) switch
        {
            FirstUserResult.Done => TypedResults.NoContent(),
            FirstUserResult.NoUser => ErrorTexts.NotFound(),
            FirstUserResult.HasPassword => ErrorTexts.Forbidden(),
            _ => ErrorTexts.BadRequest(),
        };

    private static async Task<NoContent> SetRemoteAccessAsync(
        StartupRemoteAccessDto request,
        IConfigurationStore configuration,
        CancellationToken cancellationToken)
    {
        await configuration.UpdateAsync<NetworkConfiguration>(
            ConfigurationKeys.Network,
            settings => settings with { EnableRemoteAccess = request.EnableRemoteAccess },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> CompleteAsync(StartupService startup, CancellationToken cancellationToken)
    {
        await startup.CompleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

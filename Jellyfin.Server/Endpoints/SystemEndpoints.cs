using System.Runtime.InteropServices;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.System;
using Jellyfin.Server.Networking;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Endpoints;

internal static class SystemEndpoints
{
    public static void MapSystem(this IEndpointRouteBuilder api)
    {
        api.MapGet("/System/Info", GetInfoAsync).WithName("GetSystemInfo").RequireAuthorization(Policies.FirstTimeSetupOrDefault);
        api.MapGet("/System/Info/Public", GetPublicInfoAsync).WithName("GetPublicSystemInfo").AllowAnonymous();
        api.MapGet("/System/Ping", Ping).WithName("GetPingSystem").AllowAnonymous();
        api.MapPost("/System/Ping", Ping).WithName("PostPingSystem").AllowAnonymous();
        api.MapGet("/System/Endpoint", GetEndpoint).WithName("GetEndpointInfo");
        api.MapGet("/GetUtcTime", GetUtcTime).WithName("GetUtcTime").AllowAnonymous();
        api.MapPost("/System/Restart", Restart).WithName("RestartApplication").RequireAuthorization(Policies.Elevated);
        api.MapPost("/System/Shutdown", Shutdown).WithName("ShutdownApplication").RequireAuthorization(Policies.Elevated);
    }

    private static async Task<Ok<PublicSystemInfoDto>> GetPublicInfoAsync(
        HttpRequest request, ClientAddress address, IConfigurationStore store, IServerIdentity identity, CancellationToken cancellationToken)
    {
        var configuration = await store.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        return TypedResults.Ok(new PublicSystemInfoDto(
            address.ServerAddress(request),
            ServerNames.Friendly(configuration),
            ServerNames.Version,
            ServerNames.Product,
            OperatingSystem: "",
            await identity.GetIdAsync(cancellationToken),
            configuration.IsStartupWizardCompleted));
    }

    private static async Task<Ok<SystemInfoDto>> GetInfoAsync(
        HttpRequest request,
        ClientAddress address,
        ServerLifetime lifetime,
        IConfigurationStore store,
        IServerIdentity identity,
        IOptions<PathOptions> options,
        CancellationToken cancellationToken)
    {
        var configuration = await store.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var paths = options.Value;
        return TypedResults.Ok(new SystemInfoDto
        {
            IsShuttingDown = lifetime.IsStopping,
            WebSocketPortNumber = request.Host.Port ?? (request.IsHttps ? 443 : 80),
            CanSelfRestart = lifetime.CanRestart,
            ProgramDataPath = paths.Data,
            WebPath = paths.Web ?? "",
            ItemsByNamePath = paths.Metadata,
            CachePath = paths.Cache,
            LogPath = paths.Logs,
            InternalMetadataPath = paths.Metadata,
            TranscodingTempPath = paths.Transcodes,
            CastReceiverApplications = configuration.CastReceiverApplications,
            SystemArchitecture = RuntimeInformation.OSArchitecture.ToString(),
            LocalAddress = address.ServerAddress(request),
            ServerName = ServerNames.Friendly(configuration),
            Version = ServerNames.Version,
            ProductName = ServerNames.Product,
            Id = await identity.GetIdAsync(cancellationToken),
            StartupWizardCompleted = configuration.IsStartupWizardCompleted,
        });
    }

    private static Ok<string> Ping() => TypedResults.Ok(ServerNames.Product);

    private static Ok<EndPointInfoDto> GetEndpoint(HttpContext context, ClientAddress address)
        => TypedResults.Ok(new EndPointInfoDto(ClientAddress.IsThisMachine(context), address.IsInLocalNetwork(context)));

    /// <summary>The cluster's time: clients measure it on one replica and get commands from others.</summary>
    private static Ok<UtcTimeResponseDto> GetUtcTime(IClusterClock clock)
    {
        var received = clock.UtcNow;
        return TypedResults.Ok(new UtcTimeResponseDto(received, clock.UtcNow));
    }

    private static Results<NoContent, ProblemHttpResult> Restart(ServerLifetime lifetime, HttpResponse response)
    {
        if (!lifetime.CanRestart)
        {
            return TypedResults.Problem(
                "Nothing would start this replica again: it does not run under a service manager.", statusCode: StatusCodes.Status501NotImplemented);
        }

        lifetime.Restart(response);
        return TypedResults.NoContent();
    }

    private static NoContent Shutdown(ServerLifetime lifetime, HttpResponse response)
    {
        lifetime.Stop(response);
        return TypedResults.NoContent();
    }
}

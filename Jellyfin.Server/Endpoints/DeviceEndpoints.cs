using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What users are logged in with.</summary>
internal static class DeviceEndpoints
{
    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        var devices = api.MapGroup("/Devices").RequireAuthorization(Policies.Elevated);
        devices.MapGet("", ListAsync).WithName("GetDevices");
        devices.MapGet("/Info", GetAsync).WithName("GetDeviceInfo");
        devices.MapGet("/Options", GetOptionsAsync).WithName("GetDeviceOptions");
        devices.MapPost("/Options", SetOptionsAsync).WithName("UpdateDeviceOptions");
        devices.MapDelete("", RemoveAsync).WithName("DeleteDevice");
    }

    private static async Task<Ok<QueryResult<DeviceInfoDto>>> ListAsync(Guid? userId, IDeviceStore devices, CancellationToken cancellationToken)
    {
        var all = await devices.ListAsync(userId == Guid.Empty ? null : userId, cancellationToken);
        return TypedResults.Ok(new QueryResult<DeviceInfoDto>([.. all.Select(DeviceInfoDto.From)], all.Count));
    }

    private static async Task<Results<Ok<DeviceInfoDto>, NotFound>> GetAsync(string id, IDeviceStore devices, CancellationToken cancellationToken)
        => await devices.FindAsync(id, cancellationToken) is { } device ? TypedResults.Ok(DeviceInfoDto.From(device)) : TypedResults.NotFound();

    private static async Task<Results<Ok<DeviceOptionsDto>, NotFound>> GetOptionsAsync(string id, IDeviceStore devices, CancellationToken cancellationToken)
        => await devices.FindAsync(id, cancellationToken) is { } device
            ? TypedResults.Ok(new DeviceOptionsDto(0, device.Id, device.CustomName))
            : TypedResults.NotFound();

    private static async Task<NoContent> SetOptionsAsync(
        string id, DeviceOptionsDto request, IDeviceStore devices, SessionManager sessions, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrWhiteSpace(request.CustomName) ? null : request.CustomName;
        await devices.SetCustomNameAsync(id, name, cancellationToken);
        await sessions.RenameDeviceAsync(id, name, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(string id, ITokenStore tokens, CancellationToken cancellationToken)
        => await tokens.RemoveDeviceAsync(id, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
}

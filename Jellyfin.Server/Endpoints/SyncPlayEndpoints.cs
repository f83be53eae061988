using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.SyncPlay;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Groups that watch together.</summary>
internal static class SyncPlayEndpoints
{
    private const int LongestName = 200;

    public static void MapSyncPlay(this IEndpointRouteBuilder api)
    {
        api.MapGet("/SyncPlay/List", ListAsync).WithName("SyncPlayGetGroups").Needs(SyncPlayNeed.Join);
        api.MapGet("/SyncPlay/{id}", GetAsync).WithName("SyncPlayGetGroup").Needs(SyncPlayNeed.Join);
        api.MapPost("/SyncPlay/New", CreateAsync).WithName("SyncPlayCreateGroup").Needs(SyncPlayNeed.Create);
        api.MapPost("/SyncPlay/Join", JoinAsync).WithName("SyncPlayJoinGroup").Needs(SyncPlayNeed.Join);
        api.MapPost("/SyncPlay/Leave", LeaveAsync).WithName("SyncPlayLeaveGroup").Needs(SyncPlayNeed.Access);
        api.MapSyncPlayQueue();
        api.MapSyncPlayPlayback();
    }

    internal static void Needs(this RouteHandlerBuilder endpoint, SyncPlayNeed need) => endpoint.AddEndpointFilter(new SyncPlayGate(need));

    private static async Task<Ok<IEnumerable<GroupInfoDto>>> ListAsync(
        OwnSession own, SyncPlayService service, IClusterClock clock, CancellationToken cancellationToken)
    {
        var groups = await service.ListAsync(own.Identity.User, cancellationToken);
        return TypedResults.Ok(groups.Select(group => GroupInfoDto.From(group.InfoAt(clock.UtcNow))));
    }

    private static async Task<Results<Ok<GroupInfoDto>, NotFound>> GetAsync(
        Guid id, OwnSession own, SyncPlayService service, IClusterClock clock, CancellationToken cancellationToken)
        => await service.FindAsync(id, own.Identity.User, cancellationToken) is { } group
            ? TypedResults.Ok(GroupInfoDto.From(group.InfoAt(clock.UtcNow)))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<GroupInfoDto>, ContentHttpResult>> CreateAsync(
        NewGroupRequestDto request, OwnSession own, SyncPlayService service, IClusterClock clock, CancellationToken cancellationToken)
    {
        var name = request.GroupName ?? "";
        return name.Length > LongestName
            ? ErrorTexts.BadRequest()
            : TypedResults.Ok(GroupInfoDto.From((await service.CreateAsync(own.Identity, name, cancellationToken)).InfoAt(clock.UtcNow)));
    }

    private static async Task<NoContent> JoinAsync(
        JoinGroupRequestDto request, OwnSession own, SyncPlayService service, CancellationToken cancellationToken)
    {
        await service.JoinAsync(own.Identity, request.GroupId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<Results<NoContent, ContentHttpResult>> LeaveAsync(SyncPlayRequest request)
        => request.HandleAsync(new LeaveEvent(request.SessionId));
}

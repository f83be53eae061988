using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What a member asks of its group; take it as a handler parameter. 403 for users who are in no group.</summary>
public sealed record SyncPlayRequest(OwnSession Own, SyncPlayService Service, CancellationToken CancellationToken)
{
    public string SessionId => Own.Identity.SessionId;

    public static async ValueTask<SyncPlayRequest> BindAsync(HttpContext context)
        => new(await OwnSession.BindAsync(context), context.RequestServices.GetRequiredService<SyncPlayService>(), context.RequestAborted);

    public Task<Results<NoContent, ContentHttpResult>> HandleAsync(SyncPlayEvent happening)
        => AnswerAsync(Service.HandleAsync(Own.Identity, _ => Task.FromResult<SyncPlayEvent?>(happening), CancellationToken));

    public static async Task<Results<NoContent, ContentHttpResult>> AnswerAsync(Task<bool> isInGroup)
        => await isInGroup ? TypedResults.NoContent() : ErrorTexts.Forbidden();
}

using System.Globalization;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Sessions;
using MediaBrowser.Controller.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Commands to other clients.</summary>
internal static class RemoteControlEndpoints
{
    private const string GeneralMessage = "GeneralCommand";

    public static void MapRemoteControl(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Sessions/{sessionId}/Playing", PlayAsync).WithName("Play");
        api.MapPost("/Sessions/{sessionId}/Playing/{command}", SendPlaystateAsync).WithName("SendPlaystateCommand");
        api.MapPost("/Sessions/{sessionId}/Command", SendFullAsync).WithName("SendFullGeneralCommand");
        api.MapPost("/Sessions/{sessionId}/Command/{command}", SendGeneralAsync).WithName("SendGeneralCommand");
        api.MapPost("/Sessions/{sessionId}/System/{command}", SendGeneralAsync).WithName("SendSystemCommand");
        api.MapPost("/Sessions/{sessionId}/Message", SendMessageAsync).WithName("SendMessageCommand");
        api.MapPost("/Sessions/{sessionId}/Viewing", DisplayAsync).WithName("DisplayContent");
    }

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> PlayAsync(
        [AsParameters] PlayQuery query, Caller caller, RemoteControl remote, CancellationToken cancellationToken)
        => remote.SendAsync(query.SessionId, caller, "Play", query.ToRequest(UserOf(caller)), cancellationToken);

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> SendPlaystateAsync(
        string sessionId,
        AnyCase<PlaystateCommand> command,
        long? seekPositionTicks,
        Caller caller,
        RemoteControl remote,
        CancellationToken cancellationToken)
    {
        var request = new PlaystateRequest(command.Value)
        {
            SeekPositionTicks = seekPositionTicks,
            ControllingUserId = UserOf(caller).ToString("N", CultureInfo.InvariantCulture),
        };
        return remote.SendAsync(sessionId, caller, "Playstate", request, cancellationToken);
    }

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> SendFullAsync(
        string sessionId, GeneralCommand command, Caller caller, RemoteControl remote, CancellationToken cancellationToken)
        => remote.SendAsync(sessionId, caller, GeneralMessage, command with { ControllingUserId = UserOf(caller) }, cancellationToken);

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> SendGeneralAsync(
        string sessionId, AnyCase<GeneralCommandType> command, Caller caller, RemoteControl remote, CancellationToken cancellationToken)
        => SendFullAsync(sessionId, new GeneralCommand(command.Value), caller, remote, cancellationToken);

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> SendMessageAsync(
        string sessionId, MessageCommand message, Caller caller, RemoteControl remote, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>
        {
            ["Header"] = string.IsNullOrEmpty(message.Header) ? "Message from Server" : message.Header,
            ["Text"] = message.Text,
        };
        if (message.TimeoutMs is { } timeout)
        {
            arguments["TimeoutMs"] = timeout.ToString(CultureInfo.InvariantCulture);
        }

        var command = new GeneralCommand(GeneralCommandType.DisplayMessage) { Arguments = arguments };
        return SendFullAsync(sessionId, command, caller, remote, cancellationToken);
    }

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> DisplayAsync(
        string sessionId,
        string itemId,
        string itemName,
        string itemType,
        Caller caller,
        RemoteControl remote,
        CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string> { ["ItemId"] = itemId, ["ItemName"] = itemName, ["ItemType"] = itemType };
        var command = new GeneralCommand(GeneralCommandType.DisplayContent) { Arguments = arguments };
        return SendFullAsync(sessionId, command, caller, remote, cancellationToken);
    }

    private static Guid UserOf(Caller caller) => caller.User?.Id ?? Guid.Empty;
}

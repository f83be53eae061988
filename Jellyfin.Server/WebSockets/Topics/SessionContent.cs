using System.Text.Json;
using System.Text.Json.Nodes;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>Messages for one session, each as it was said.</summary>
internal sealed class SessionContent : ITopicContent
{
    public ValueTask<TimeSpan> WindowAsync(CancellationToken cancellationToken) => ValueTask.FromResult(TimeSpan.Zero);

    public Task SendAsync(IReadOnlyCollection<SocketConnection> sockets, IReadOnlyList<string> entries, CancellationToken cancellationToken)
    {
        foreach (var message in entries.Select(entry => JsonSerializer.Deserialize<SessionMessage>(entry)!))
        {
            sockets.Send(message.MessageType, message.Data is null ? null : JsonNode.Parse(message.Data));
        }

        return Task.CompletedTask;
    }
}

using System.Text.Json;

namespace MediaBrowser.Controller.Sessions;

/// <summary>Published after a session was ended: its web sockets are closed and nobody remembers it.</summary>
public sealed record SessionEnded(string SessionId);

/// <summary>A message for the web sockets of a session, wherever they are connected.</summary>
/// <param name="SessionId">Whose sockets.</param>
/// <param name="MessageType">Name in the API, for example <c>Playstate</c>.</param>
/// <param name="Data">JSON as clients get it; null = none.</param>
public sealed record SessionMessage(string SessionId, string MessageType, string? Data)
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Tells a player to stop, as a remote control of its user would.</summary>
    public static SessionMessage Stop(Session session)
    {
        var request = new PlaystateRequest(PlaystateCommand.Stop)
        {
            SeekPositionTicks = session.PlayState.PositionTicks,
            ControllingUserId = session.UserId.ToString("N"),
        };
        return new SessionMessage(session.Id, "Playstate", JsonSerializer.Serialize(request));
    }
}

/// <summary>Published by a replica that gave a <see cref="SessionMessage"/> to an open socket.</summary>
public sealed record SessionMessageTaken(Guid MessageId);

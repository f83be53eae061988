namespace MediaBrowser.Controller.Sessions;

/// <summary>Published after a session was ended: its web sockets are closed and nobody remembers it.</summary>
public sealed record SessionEnded(string SessionId);

/// <summary>A message for the web sockets of a session, wherever they are connected.</summary>
/// <param name="SessionId">Whose sockets.</param>
/// <param name="MessageType">Name in the API, for example <c>Playstate</c>.</param>
/// <param name="Data">JSON as clients get it; null = none.</param>
public sealed record SessionMessage(string SessionId, string MessageType, string? Data);

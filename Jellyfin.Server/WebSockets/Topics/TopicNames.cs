namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>What a socket listens to: libraries, its user's watch state, and what is meant for its session.</summary>
internal static class TopicNames
{
    public const string Library = "library";

    public static string OfUser(Guid id) => $"user:{id:N}";

    public static string OfSession(string id) => "session:" + id;

    public static IEnumerable<string> Of(SocketConnection socket)
    {
        yield return Library;
        if (socket.Caller.User is { } user)
        {
            yield return OfUser(user.Id);
        }

        if (socket.Identity is { } identity)
        {
            yield return OfSession(identity.SessionId);
        }
    }
}

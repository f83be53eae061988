namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>What a socket listens to: libraries and its user's watch state.</summary>
internal static class TopicNames
{
    public const string Library = "library";

    public static string OfUser(Guid id) => $"user:{id:N}";

    public static IEnumerable<string> Of(SocketConnection socket)
    {
        yield return Library;
        if (socket.Caller.User is { } user)
        {
            yield return OfUser(user.Id);
        }
    }
}

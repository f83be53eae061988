namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>What kind of topic has which content.</summary>
internal sealed class TopicContents(LibraryContent library, UserDataContent userData, SessionContent session)
{
    public ITopicContent Of(string topic)
        => topic == TopicNames.Library ? library
            : topic.StartsWith(TopicNames.OfSession(""), StringComparison.Ordinal) ? session
            : userData;
}

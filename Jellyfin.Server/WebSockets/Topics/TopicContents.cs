namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>What kind of topic has which content.</summary>
internal sealed class TopicContents(LibraryContent library, UserDataContent userData)
{
    public ITopicContent Of(string topic) => topic == TopicNames.Library ? library : userData;
}

using System.Text.Json.Nodes;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>Brings together what two replicas made of one session while they could not see each other's writes.</summary>
internal static class SessionMerge
{
    /// <param name="before">What both began with; null = nothing.</param>
    /// <param name="ours">What this replica made of it.</param>
    /// <param name="theirs">What is in the shared state now.</param>
    /// <returns>Each field as the side that changed it left it; where both did, as the one left it that heard of the device later.</returns>
    public static Session Merge(Session? before, Session ours, Session theirs)
    {
        var isOursLater = ours.LastActivityDate >= theirs.LastActivityDate;
        var (mine, other) = (Fields(ours), Fields(theirs));
        var start = before is null ? [] : Fields(before);
        var merged = new JsonObject();
        foreach (var name in mine.Select(field => field.Key).Union(other.Select(field => field.Key)))
        {
            var takesMine = !JsonNode.DeepEquals(mine[name], start[name]) && (isOursLater || JsonNode.DeepEquals(other[name], start[name]));
            merged[name] = (takesMine ? mine : other)[name]?.DeepClone();
        }

        merged[nameof(Session.LastActivityDate)] = (isOursLater ? mine : other)[nameof(Session.LastActivityDate)]!.DeepClone();
        return SessionJson.Read<Session>(merged.ToJsonString());
    }

    private static JsonObject Fields(Session session) => JsonNode.Parse(SessionJson.Write(session))!.AsObject();
}

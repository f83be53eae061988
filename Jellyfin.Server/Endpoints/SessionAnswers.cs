using Jellyfin.Server.Contracts.Items;
using Jellyfin.Server.Contracts.Sessions;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Streaming;

namespace Jellyfin.Server.Endpoints;

/// <summary>Sessions as clients get them, with what they play.</summary>
internal sealed class SessionAnswers(
    IItemStore items, ItemDtoService dtos, ITranscodeJobs transcodes, IServerIdentity identity, TimeProvider time)
{
    /// <summary>As much as the server sends in a list of sessions: all but what depends on a user.</summary>
    private static readonly ItemDtoOptions NowPlaying = ItemDtoOptions.All with
    {
        EnableUserData = false,
        Fields = ItemDtoOptions.All.Fields.Except(
        [
            ItemFields.CanDelete, ItemFields.CanDownload, ItemFields.ChildCount, ItemFields.DisplayPreferencesId, ItemFields.Etag,
            ItemFields.MediaSources, ItemFields.People, ItemFields.PlayAccess, ItemFields.SortName, ItemFields.Tags,
        ]).ToHashSet(),
    };

    public async Task<IReadOnlyList<SessionInfoDto>> MapAsync(IReadOnlyList<Session> sessions, CancellationToken cancellationToken)
    {
        var serverId = await identity.GetIdAsync(cancellationToken);
        var ids = sessions.SelectMany(session => new[] { session.NowPlayingItemId, session.NowViewingItemId }).OfType<Guid>().Distinct().ToList();
        var found = ids.Count == 0 ? [] : await items.FindManyAsync(ids, cancellationToken);
        var mapped = (await dtos.MapAsync(found, NowPlaying, null, cancellationToken)).ToDictionary(dto => dto.Id);
        var made = sessions.Any(session => !string.IsNullOrEmpty(session.PlaySessionId))
            ? await transcodes.ListAsync(cancellationToken)
            : new Dictionary<string, TranscodingInfo>();
        var now = time.GetUtcNow();
        return [.. sessions.Select(session => SessionInfoDto.From(session, serverId, now) with
        {
            NowPlayingItem = session.NowPlayingItemId is { } playing ? mapped.GetValueOrDefault(playing) : null,
            NowViewingItem = session.NowViewingItemId is { } viewing ? mapped.GetValueOrDefault(viewing) : null,
            TranscodingInfo = made.GetValueOrDefault(session.PlaySessionId ?? ""),
        })];
    }
}

using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Trickplay;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>What the items of one answer need beside their rows.</summary>
internal sealed record ItemDtoContext(string ServerId, ItemDtoOptions Options, User? User)
{
    /// <summary>Series, seasons and parents of the items.</summary>
    public required IReadOnlyDictionary<Guid, Item> Relatives { get; init; }

    public required IReadOnlyDictionary<Guid, UserItemData> UserData { get; init; }

    public required IReadOnlyDictionary<Guid, FolderCounts> Folders { get; init; }

    public required IReadOnlyDictionary<Guid, OwnedCounts> Owned { get; init; }

    public required IReadOnlyDictionary<Guid, ItemMedia> Media { get; init; }

    public required IReadOnlyDictionary<Guid, IReadOnlyList<MediaSource>> Sources { get; init; }

    /// <summary>By media source.</summary>
    public required ILookup<Guid, TrickplaySet> Trickplay { get; init; }

    public required ILookup<Guid, Credit> Credits { get; init; }

    public Item? Relative(Guid? id) => id is { } value ? Relatives.GetValueOrDefault(value) : null;
}

using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>What clients offer to do with an item. Each action is checked again when it is asked for.</summary>
internal static class ItemRights
{
    public static bool CanDelete(Item item, User? user)
    {
        if (item.Path is null || item.Kind is BaseItemKind.CollectionFolder or BaseItemKind.UserRootFolder)
        {
            return item.Kind is BaseItemKind.BoxSet or BaseItemKind.Playlist && user is { Policy.IsAdministrator: true };
        }

        return user is not null
            && (user.Policy.EnableContentDeletion
                || (item.LibraryId is { } library
                    && user.Policy.EnableContentDeletionFromFolders.Contains(library.ToString("N"), StringComparer.OrdinalIgnoreCase)));
    }

    public static bool CanDownload(Item item, User? user)
        => item is { IsFolder: false, Path: not null, LibraryId: not null } && (user is null || user.Policy.EnableContentDownloading);

    public static string PlayAccess(User? user) => user is null or { Policy.EnableMediaPlayback: true } ? "Full" : "None";
}

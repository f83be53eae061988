using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Numbers of things in and around an item.</summary>
internal static class ItemDtoCounts
{
    public static void Fill(BaseItemDto dto, Item item, ItemDtoContext context)
    {
        if (item.IsFolder && context.Folders.TryGetValue(item.Id, out var folder))
        {
            FillFolder(dto, item, context.Options, folder);
        }
        else if (item.IsFolder && context.Options.Has(ItemFields.ChildCount))
        {
            dto.ChildCount = 0;
        }

        FillOwned(dto, item, context);
    }

    private static void FillFolder(
        BaseItemDto dto, Item item, ItemDtoOptions options, MediaBrowser.Controller.Browsing.FolderCounts folder)
    {
        if (options.Has(ItemFields.ChildCount))
        {
            dto.ChildCount = folder.Children;
        }

        if (options.Has(ItemFields.RecursiveItemCount) && ItemDtoLoader.HasWatchState(item.Kind))
        {
            dto.RecursiveItemCount = folder.Playable;
        }

        if (options.Has(ItemFields.ItemCounts) && item.Kind is BaseItemKind.Series or BaseItemKind.Season)
        {
            dto.EpisodeCount = folder.Playable;
        }
    }

    private static void FillOwned(BaseItemDto dto, Item item, ItemDtoContext context)
    {
        var owned = context.Owned.GetValueOrDefault(item.Id);
        var isInLibrary = !ItemDtoBasics.IsByName(item.Kind);
        if (context.Options.Has(ItemFields.SpecialFeatureCount) && isInLibrary)
        {
            dto.SpecialFeatureCount = owned?.SpecialFeatures ?? 0;
        }

        if (context.Options.Has(ItemFields.LocalTrailerCount) && isInLibrary)
        {
            dto.LocalTrailerCount = owned?.Trailers ?? 0;
        }

        // Clients take a missing number for 1.
        dto.MediaSourceCount = context.Options.Has(ItemFields.MediaSourceCount) && owned is { Versions: > 0 } ? owned.Versions + 1 : null;
        dto.PartCount = owned is { Parts: > 0 } ? owned.Parts + 1 : null;
    }
}

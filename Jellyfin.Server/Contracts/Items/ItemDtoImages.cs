using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Picture tags of an item, and of its season and series where it has none of its own.</summary>
internal static class ItemDtoImages
{
    public static void Fill(BaseItemDto dto, Item item, ItemDtoContext context)
    {
        if (!context.Options.EnableImages)
        {
            return;
        }

        var hashes = new Dictionary<ImageType, Dictionary<string, string>>();
        FillOwn(dto, item, context.Options, hashes);
        var season = item.SeasonId == item.Id ? null : context.Relative(item.SeasonId);
        var series = item.SeriesId == item.Id ? null : context.Relative(item.SeriesId);
        if (season is not null || series is not null)
        {
            FillSeries(dto, series, context.Options, hashes);
            Item[] ancestors = [.. new[] { season, series }.OfType<Item>()];
            FillInherited(dto, item, ancestors, context.Options, hashes);
        }

        dto.ImageBlurHashes = hashes;
        if (context.Options.Has(ItemFields.PrimaryImageAspectRatio))
        {
            dto.PrimaryImageAspectRatio = AspectRatio(item);
        }
    }

    public static Dictionary<ImageType, Dictionary<string, string>>? HashesOf(ItemImage? image)
        => image?.BlurHash is { } hash ? new() { [image.Type] = new() { [image.Tag] = hash } } : null;

    private static double? AspectRatio(Item item)
        => item.Images.FirstOrDefault(image => image.Type == ImageType.Primary) is { Width: > 0, Height: > 0 } primary
            ? (double)primary.Width / primary.Height
            : null;

    private static void FillOwn(
        BaseItemDto dto, Item item, ItemDtoOptions options, Dictionary<ImageType, Dictionary<string, string>> hashes)
    {
        var tags = new Dictionary<ImageType, string>();
        foreach (var image in item.Images)
        {
            if (image.Type is not (ImageType.Backdrop or ImageType.Screenshot or ImageType.Chapter)
                && options.LimitOf(image.Type) > 0
                && tags.TryAdd(image.Type, image.Tag))
            {
                AddHash(hashes, image);
            }
        }

        dto.ImageTags = tags;
        dto.BackdropImageTags = Backdrops(item, options, hashes);
    }

    private static List<string> Backdrops(Item item, ItemDtoOptions options, Dictionary<ImageType, Dictionary<string, string>> hashes)
    {
        var tags = new List<string>();
        foreach (var image in item.Images.Where(image => image.Type == ImageType.Backdrop).Take(options.LimitOf(ImageType.Backdrop)))
        {
            tags.Add(image.Tag);
            AddHash(hashes, image);
        }

        return tags;
    }

    private static void FillSeries(
        BaseItemDto dto, Item? series, ItemDtoOptions options, Dictionary<ImageType, Dictionary<string, string>> hashes)
    {
        if (series is null)
        {
            return;
        }

        dto.SeriesPrimaryImageTag = TagOf(series, ImageType.Primary, options, hashes);
        dto.SeriesThumbImageTag = TagOf(series, ImageType.Thumb, options, hashes);
    }

    private static void FillInherited(
        BaseItemDto dto, Item item, Item[] ancestors, ItemDtoOptions options, Dictionary<ImageType, Dictionary<string, string>> hashes)
    {
        if (!Has(item, ImageType.Primary) && Nearest(ancestors, ImageType.Primary, options) is { } primary)
        {
            (dto.ParentPrimaryImageItemId, dto.ParentPrimaryImageTag) = (primary.Id, TagOf(primary, ImageType.Primary, options, hashes));
        }

        if (!Has(item, ImageType.Logo) && Nearest(ancestors, ImageType.Logo, options) is { } logo)
        {
            (dto.ParentLogoItemId, dto.ParentLogoImageTag) = (logo.Id, TagOf(logo, ImageType.Logo, options, hashes));
        }

        if (!Has(item, ImageType.Art) && Nearest(ancestors, ImageType.Art, options) is { } art)
        {
            (dto.ParentArtItemId, dto.ParentArtImageTag) = (art.Id, TagOf(art, ImageType.Art, options, hashes));
        }

        if (!Has(item, ImageType.Thumb) && Nearest(ancestors, ImageType.Thumb, options) is { } thumb)
        {
            (dto.ParentThumbItemId, dto.ParentThumbImageTag) = (thumb.Id, TagOf(thumb, ImageType.Thumb, options, hashes));
        }

        if (!Has(item, ImageType.Backdrop) && Nearest(ancestors, ImageType.Backdrop, options) is { } backdrop)
        {
            (dto.ParentBackdropItemId, dto.ParentBackdropImageTags) = (backdrop.Id, Backdrops(backdrop, options, hashes));
        }
    }

    private static bool Has(Item item, ImageType type) => item.Images.Any(image => image.Type == type);

    private static Item? Nearest(Item[] ancestors, ImageType type, ItemDtoOptions options)
        => options.LimitOf(type) > 0 ? Array.Find(ancestors, ancestor => Has(ancestor, type)) : null;

    private static string? TagOf(
        Item item, ImageType type, ItemDtoOptions options, Dictionary<ImageType, Dictionary<string, string>> hashes)
    {
        if (options.LimitOf(type) == 0 || item.Images.Find(image => image.Type == type) is not { } found)
        {
            return null;
        }

        AddHash(hashes, found);
        return found.Tag;
    }

    private static void AddHash(Dictionary<ImageType, Dictionary<string, string>> hashes, ItemImage image)
    {
        if (image.BlurHash is null)
        {
            return;
        }

        if (!hashes.TryGetValue(image.Type, out var byTag))
        {
            hashes[image.Type] = byTag = [];
        }

        byTag[image.Tag] = image.BlurHash;
    }
}

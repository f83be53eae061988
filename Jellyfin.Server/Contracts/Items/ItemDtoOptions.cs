using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>How much of an item is sent.</summary>
public sealed record ItemDtoOptions
{
    /// <summary>Everything: what a single item is answered with.</summary>
    public static readonly ItemDtoOptions All = new() { Fields = Enum.GetValues<ItemFields>().ToHashSet() };

    /// <summary>Only what every list has.</summary>
    public static readonly ItemDtoOptions Basic = new();

    public IReadOnlySet<ItemFields> Fields { get; init; } = new HashSet<ItemFields>();

    public bool EnableImages { get; init; } = true;

    /// <summary>Pictures of one type; null = all.</summary>
    public int? ImageTypeLimit { get; init; }

    /// <summary>Null or empty = all types.</summary>
    public IReadOnlyCollection<ImageType>? ImageTypes { get; init; }

    public bool EnableUserData { get; init; } = true;

    public bool Has(ItemFields field) => Fields.Contains(field);

    /// <summary>Pictures of a type that may be sent.</summary>
    public int LimitOf(ImageType type)
    {
        if (!EnableImages || (ImageTypes is { Count: > 0 } types && !types.Contains(type)))
        {
            return 0;
        }

        return ImageTypeLimit ?? int.MaxValue;
    }
}

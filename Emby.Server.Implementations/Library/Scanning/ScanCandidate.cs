using System.Globalization;
using System.Text;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>An item by its names alone; files are opened only when the signature differs from the last scan's.</summary>
/// <param name="Item">What names say.</param>
internal sealed record ScanCandidate(Item Item)
{
    /// <summary>Raise it when the scanner learns to find more, so that everything is looked at anew.</summary>
    private const int Version = 1;

    public MediaFile? Nfo { get; init; }

    /// <summary>Which entry of an <c>.nfo</c> file that describes several episodes.</summary>
    public int NfoEpisode { get; init; }

    /// <summary>Subtitles and audio beside the video.</summary>
    public IReadOnlyList<MediaFile> Sidecars { get; init; } = [];

    /// <summary>Age of the series, for an episode that has no rating of its own.</summary>
    public int? InheritedRating { get; init; }

    public string Signature()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Version}|{Item.Kind}|{Item.Name}|{Item.SortName}|{Item.Path}|{Item.Size}|{Item.FileModified?.UtcTicks}");
        text.Append(CultureInfo.InvariantCulture, $"|{Item.ParentId}|{Item.LibraryId}|{Item.Role}|{Item.OwnerId}|{Item.ExtraType}");
        text.Append(CultureInfo.InvariantCulture, $"|{Item.SeriesId}|{Item.SeasonId}|{Item.SeriesName}|{Item.SeasonName}|{Item.IndexNumber}|{Item.IndexNumberEnd}");
        text.Append(CultureInfo.InvariantCulture, $"|{Item.ParentIndexNumber}|{Item.ProductionYear}|{Item.PremiereDate?.UtcTicks}|{InheritedRating}|{NfoEpisode}");
        foreach (var (provider, id) in Item.ProviderIds)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{provider}={id}");
        }

        foreach (var image in Item.Images)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{image.Type}:{image.Path}:{image.Tag}");
        }

        foreach (var file in Sidecars.Prepend(Nfo))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{file?.Path}:{file?.Size}:{file?.Modified.UtcTicks}");
        }

        return ContentTag.Of(text.ToString());
    }
}

using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Images;

/// <param name="ImageType">Which picture.</param>
/// <param name="ImageIndex">Only for types of which an item may have several.</param>
/// <param name="ImageTag">Changes with the content.</param>
/// <param name="Path">On the server.</param>
/// <param name="BlurHash">Placeholder.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Size">Bytes.</param>
public sealed record ImageInfoDto(
    ImageType ImageType, int? ImageIndex, string ImageTag, string Path, string? BlurHash, int? Height, int? Width, long Size);

/// <summary>What picture providers offer; this server has none.</summary>
public sealed record RemoteImageResultDto(IReadOnlyList<object> Images, int TotalRecordCount, IReadOnlyList<string> Providers);

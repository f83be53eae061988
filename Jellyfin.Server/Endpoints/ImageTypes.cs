using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Endpoints;

internal static class ImageTypes
{
    /// <summary>Names in any case: findroid and roku write them differently. Anything else is a bad request.</summary>
    public static ImageType Parse(string text)
        => Enum.TryParse<ImageType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) && !char.IsAsciiDigit(text[0])
            ? type
            : throw new BadHttpRequestException("The value is not an image type.");
}

using System.Globalization;
using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Contracts.Playback;

/// <summary>A file inside a container, such as a font that subtitles need.</summary>
public sealed record MediaAttachmentInfo
{
    public string? Codec { get; init; }

    public int Index { get; init; }

    public string? FileName { get; init; }

    public string? MimeType { get; init; }

    public string? DeliveryUrl { get; init; }

    public static MediaAttachmentInfo From(MediaAttachment attachment, Guid itemId, string mediaSourceId) => new()
    {
        Codec = attachment.Codec,
        Index = attachment.Index,
        FileName = attachment.FileName,
        MimeType = attachment.MimeType,
        DeliveryUrl = string.Create(CultureInfo.InvariantCulture, $"/Videos/{itemId:D}/{mediaSourceId}/Attachments/{attachment.Index}"),
    };
}

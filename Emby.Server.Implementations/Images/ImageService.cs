using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Images;

/// <summary>Pictures of items and users as a client wants them.</summary>
public sealed class ImageService
{
    private readonly ImageCache _cache;
    private readonly ImageEncoder _encoder;

    internal ImageService(ImageCache cache, ImageEncoder encoder)
    {
        _cache = cache;
        _encoder = encoder;
    }

    /// <summary>
    /// Decides what a client gets, without making it yet. Returns null when the file is not there: another mount, or removed since the
    /// last scan.
    /// </summary>
    public static async Task<PlannedImage?> PlanAsync(ItemImage image, ImageRequest request, CancellationToken cancellationToken)
    {
        var file = new FileInfo(image.Path);
        if (!file.Exists)
        {
            return null;
        }

        var header = await ImageFile.ReadHeaderAsync(image.Path, cancellationToken);
        var plan = header is null ? null : ImagePlan.For(header, request);
        var version = string.Create(
            CultureInfo.InvariantCulture, $"{image.Path}|{file.Length}|{file.LastWriteTimeUtc.Ticks}|{plan}");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..40];
        return new PlannedImage(image.Path, file.LastWriteTimeUtc, key, header, plan);
    }

    /// <summary>Makes it, or finds it made. What cannot be made is the file itself.</summary>
    public async Task<ReadyImage> MakeAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        if (image is { Header: { } header, Plan: { } plan })
        {
            var made = await _cache.GetAsync(
                image.Key, ContentTypes.Extension(plan.Format), token => _encoder.EncodeAsync(image.Path, header, plan, token), cancellationToken);
            if (made is not null)
            {
                return new ReadyImage(made, ContentTypes.Of(plan.Format));
            }
        }

        return new ReadyImage(image.Path, image.Header is { } source ? ContentTypes.Of(source.Format) : ContentTypes.OfUnknown(image.Path));
    }
}

/// <param name="Path">The original file.</param>
/// <param name="Modified">Of the original file.</param>
/// <param name="Key">Stands for the content that the client will get: an entity tag.</param>
/// <param name="Header">Null when the file is in no known format; then it is sent as it is.</param>
/// <param name="Plan">Null when the file is sent as it is.</param>
public sealed record PlannedImage(string Path, DateTimeOffset Modified, string Key, ImageHeader? Header, ImagePlan? Plan);

/// <summary>A file to send.</summary>
public sealed record ReadyImage(string Path, string ContentType);

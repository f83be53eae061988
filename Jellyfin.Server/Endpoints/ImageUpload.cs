using System.Buffers.Text;
using System.Text;

namespace Jellyfin.Server.Endpoints;

/// <summary>Pictures that clients send: base64 text with the content type of the picture.</summary>
internal static class ImageUpload
{
    private const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Returns null when the content type is no picture, or the body is no base64 or too large.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > MaxBytes / 3 * 4)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        var text = Encoding.ASCII.GetString(body.GetBuffer(), 0, (int)body.Length).Trim();
        return Base64.IsValid(text) ? Convert.FromBase64String(text) : null;
    }
}

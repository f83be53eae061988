using System.Text.Json;
using Jellyfin.Server.Contracts.Json;

namespace Jellyfin.Server.Contracts;

/// <summary>A JSON body that clients may leave out, whatever content type they say. An empty one is null; one that is no JSON is 400.</summary>
public sealed record OptionalBody<T>(T? Value)
    where T : class
{
    public static async ValueTask<OptionalBody<T>> BindAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.Length == 0)
        {
            return new OptionalBody<T>(null as T);
        }

        try
        {
            return new OptionalBody<T>(JsonSerializer.Deserialize<T>(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), WireJson.PascalCase));
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is not the JSON that is expected.", StatusCodes.Status400BadRequest, exception);
        }
    }
}

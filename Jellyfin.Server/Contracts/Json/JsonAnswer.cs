using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Jellyfin.Server.Contracts.Json;

/// <summary>
/// JSON that is sent when all of it is there, with its length: a replica that is killed has sent all of an answer or nothing, and HAProxy repeats
/// a GET elsewhere only when nothing came. In pieces, one killed between two of them leaves the client with half an answer.
/// </summary>
internal sealed class JsonAnswer(object value, JsonSerializerOptions options, int statusCode) : IResult
{
    /// <summary>It is filled before anybody reads: no limit.</summary>
    private static readonly PipeOptions Whole = new(pauseWriterThreshold: 0, useSynchronizationContext: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new Pipe(Whole);
        try
        {
            var length = Write(buffer.Writer);
            await buffer.Writer.CompleteAsync();
            await SendAsync(buffer.Reader, length, httpContext.Response, httpContext.RequestAborted);
        }
        finally
        {
            await buffer.Writer.CompleteAsync();
            await buffer.Reader.CompleteAsync();
        }
    }

    private long Write(PipeWriter buffer)
    {
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(json, value, value.GetType(), options);
        json.Flush();
        return json.BytesCommitted;
    }

    private async Task SendAsync(PipeReader buffer, long length, HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = statusCode;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = length;
        var json = await buffer.ReadAsync(cancellationToken);
        foreach (var part in json.Buffer)
        {
            response.BodyWriter.Write(part.Span);
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}

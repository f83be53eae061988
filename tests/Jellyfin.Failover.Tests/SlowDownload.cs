using System.Buffers.Binary;
using System.Net.Http.Headers;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

/// <summary>A film that is being read through the balancer from one replica, and not read to its end before that is asked for.</summary>
internal sealed class SlowDownload : IDisposable
{
    /// <summary>More than all buffers on the way hold.</summary>
    private const int Padding = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;

    private SlowDownload(HttpClient http, HttpResponseMessage response, Stream body)
    {
        _http = http;
        _response = response;
        _body = body;
    }

    public long Length => _response.Content.Headers.ContentLength ?? 0;

    /// <summary>Where the answer begins in the file.</summary>
    public long From => _response.Content.Headers.ContentRange?.From ?? 0;

    public DateTimeOffset? Modified => _response.Content.Headers.LastModified;

    /// <summary>Makes an MP4 file large: players skip a box of the type <c>free</c>. No part of it is like another one.</summary>
    public static void Pad(string file)
    {
        using var film = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        if (film.Length < Padding)
        {
            var box = new byte[Padding];
            for (var offset = 0; offset < Padding; offset += sizeof(int))
            {
                BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(offset), offset);
            }

            BinaryPrimitives.WriteInt32BigEndian(box, Padding);
            "free"u8.CopyTo(box.AsSpan(sizeof(int)));
            film.Seek(0, SeekOrigin.End);
            film.Write(box);
        }
    }

    /// <summary>The whole film from that replica.</summary>
    public static async Task<SlowDownload> StartAsync(Uri balancer, ServerClient client, string replica, CancellationToken cancellationToken)
    {
        while (true)
        {
            var download = await OpenAsync(balancer, client, null, null, cancellationToken);
            if (download._response.Headers.GetValues("X-Served-By").Single() == replica)
            {
                return download;
            }

            download.Dispose();
        }
    }

    /// <summary>The film from whoever answers.</summary>
    /// <param name="balancer">Its address.</param>
    /// <param name="client">Logged in.</param>
    /// <param name="from">The first byte; null for no range.</param>
    /// <param name="unchangedSince">A range is only wanted of a file that was modified then, otherwise the whole one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SlowDownload> OpenAsync(Uri balancer, ServerClient client, long? from, DateTimeOffset? unchangedSince, CancellationToken cancellationToken)
    {
        var films = await client.GetAsync("/Items?recursive=true&includeItemTypes=Movie&searchTerm=Afternoon", cancellationToken);
        var film = (string)films!["Items"]![0]!["Id"]!;
        var http = new HttpClient { BaseAddress = balancer };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/Videos/{film}/stream?static=true", UriKind.Relative));
        request.Headers.Authorization = client.Http.DefaultRequestHeaders.Authorization;
        request.Headers.Range = from is null ? null : new RangeHeaderValue(from, null);
        request.Headers.IfRange = from is null || unchangedSince is null ? null : new RangeConditionHeaderValue(unchangedSince.Value);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new SlowDownload(http, response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>Appends what comes until there is so much, the answer ends, or the connection is cut. Returns false when it was cut.</summary>
    public async Task<bool> ReadAsync(MemoryStream received, long until, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        try
        {
            while (received.Length < until && await _body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                received.Write(buffer, 0, read);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads to the end. Returns how many bytes there were; throws when the connection was cut.</summary>
    public async Task<long> FinishAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        long total = 0;
        for (var read = -1; read != 0; total += read)
        {
            read = await _body.ReadAsync(buffer, cancellationToken);
        }

        return total;
    }

    public void Dispose()
    {
        _body.Dispose();
        _response.Dispose();
        _http.Dispose();
    }
}

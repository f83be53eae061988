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

    /// <summary>Makes an MP4 file large: players skip a box of the type <c>free</c>.</summary>
    public static void Pad(string file)
    {
        using var film = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        if (film.Length < Padding)
        {
            film.Seek(0, SeekOrigin.End);
            film.Write([(byte)(Padding >> 24), (byte)(Padding >> 16 & 0xFF), 0, 0, .. "free"u8]);
            film.SetLength(film.Position - 8 + Padding);
        }
    }

    public static async Task<SlowDownload> StartAsync(Uri balancer, ServerClient client, string replica, CancellationToken cancellationToken)
    {
        var films = await client.GetAsync("/Items?recursive=true&includeItemTypes=Movie&searchTerm=Afternoon", cancellationToken);
        var film = (string)films!["Items"]![0]!["Id"]!;
        var http = new HttpClient { BaseAddress = balancer };
        http.DefaultRequestHeaders.Authorization = client.Http.DefaultRequestHeaders.Authorization;
        while (true)
        {
            var response = await http.GetAsync(
                new Uri($"/Videos/{film}/stream?static=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            if (response.Headers.GetValues("X-Served-By").Single() == replica)
            {
                return new SlowDownload(http, response, await response.Content.ReadAsStreamAsync(cancellationToken));
            }

            response.Dispose();
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

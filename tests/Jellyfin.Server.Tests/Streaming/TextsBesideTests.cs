using System.Text;
using Jellyfin.Testing;
using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Text subtitles beside a film, by themselves and burnt in, in the encodings and formats that are about.</summary>
[Collection<StreamServers>]
public sealed class TextsBesideTests(StreamingFixture server)
{
    private const int Seconds = 3;
    private const string SubRip = "1\n00:00:00,500 --> 00:00:02,500\nПривет\n\n";
    private const string Expected = "WEBVTT\n\n00:00:00.500 --> 00:00:02.500\nПривет\n\n";

    private const string Sami =
        """
        <SAMI><HEAD><STYLE TYPE="text/css"><!-- .RUCC { Name: Russian; lang: ru-RU; } --></STYLE></HEAD><BODY>
        <SYNC Start=500><P Class=RUCC>Привет
        <SYNC Start=2500><P Class=RUCC>&nbsp;
        </BODY></SAMI>
        """;

    /// <summary>The first one is in UTF-8 and no other.</summary>
    private static readonly (string Name, string Codec, int CodePage, string Text)[] Files =
    [
        ("beside.srt", "subrip", 65001, SubRip),
        ("windows.srt", "subrip", 1251, SubRip),
        ("wide.srt", "subrip", 1200, SubRip),
        ("beside.sub", "microdvd", 1251, "{12}{60}Привет\n"),
        ("beside.smi", "sami", 1251, Sami),
    ];

    [Fact]
    public async Task Text_is_the_same_in_every_encoding_and_format_by_itself_and_burnt_in()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var film = await MakeAsync(cancellationToken);
        using var client = server.Replicas[0].CreateClient(server.Token);

        foreach (var (index, file) in Files.Index())
        {
            var text = await client.GetStringAsync(new Uri($"/Videos/{film:D}/{film:N}/Subtitles/{index}/Stream.vtt", UriKind.Relative), cancellationToken);
            Assert.Equal((file.Name, Expected), (file.Name, text));
        }

        var usual = await BurnAsync(client, film, 0, cancellationToken);
        Assert.Equal(Seconds * 24, usual.Frames);
        Assert.InRange(usual.LargestDifference(await BurnAsync(client, film, -1, cancellationToken)), 0.1, 255);
        foreach (var (index, file) in Files.Index().Skip(1))
        {
            var picture = await BurnAsync(client, film, index, cancellationToken);
            Assert.True(usual.LargestDifference(picture) < 0.05, $"{file.Name} looks different by {usual.LargestDifference(picture)}");
        }
    }

    private async Task<Guid> MakeAsync(CancellationToken cancellationToken)
    {
        var path = server.MediaPath("beside.mkv");
        await StreamingFixture.RunAsync(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"color=black:s=320x180:r=24:d={Seconds}", "-c:v", "libx264", "-preset", "ultrafast", path],
            cancellationToken);
        foreach (var file in Files)
        {
            var encoding = file.CodePage is 65001 or 1200 ? Encoding.GetEncoding(file.CodePage) : CodePagesEncodingProvider.Instance.GetEncoding(file.CodePage)!;
            var mark = file.CodePage == 1200 ? encoding.GetPreamble() : [];
            await File.WriteAllBytesAsync(server.MediaPath(file.Name), [.. mark, .. encoding.GetBytes(file.Text)], cancellationToken);
        }

        return await server.AddAsync(
            path,
            Seconds,
            [
                .. Files.Select((file, index) => new MediaStream
                {
                    Type = MediaStreamType.Subtitle,
                    Index = index,
                    Codec = file.Codec,
                    Language = "rus",
                    Path = server.MediaPath(file.Name),
                }),
                new() { Type = MediaStreamType.Video, Index = Files.Length, Codec = "h264", Width = 320, Height = 180, AverageFrameRate = 24 },
            ]);
    }

    private static async Task<DecodedStream> BurnAsync(HttpClient client, Guid film, int index, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        var address = $"/Videos/{film:D}/stream.mkv?allowVideoStreamCopy=false&subtitleMethod=Encode&subtitleStreamIndex={index}";
        await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync(new Uri(address, UriKind.Relative), cancellationToken), cancellationToken);
        var pictures = await DecodedStream.OfAsync(file);
        File.Delete(file);
        return pictures;
    }
}

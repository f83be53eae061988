using System.Text;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>A font of a name that no system has.</summary>
internal static class OwnFont
{
    public const string Ass =
        """
        [Script Info]
        ScriptType: v4.00+
        PlayResX: 320
        PlayResY: 180

        [V4+ Styles]
        Format: Name, Fontname, Fontsize, PrimaryColour, Alignment, Encoding
        Style: Default,Unheard Of Mono.,30,&H00FFFFFF,5,1

        [Events]
        Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
        Dialogue: 0,0:00:00.50,0:00:01.50,Default,,0,0,0,,iiiiiiii

        """;

    /// <summary>Its letters are all equally wide.</summary>
    public static async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var font = await File.ReadAllBytesAsync("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", cancellationToken);
        foreach (var encoding in new[] { Encoding.BigEndianUnicode, Encoding.ASCII })
        {
            var (name, other) = (encoding.GetBytes("DejaVu Sans Mono"), encoding.GetBytes("Unheard Of Mono."));
            for (int at; (at = font.AsSpan().IndexOf(name)) >= 0;)
            {
                other.CopyTo(font, at);
            }
        }

        return font;
    }
}

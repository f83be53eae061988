using MediaBrowser.Controller.Images;

namespace MediaBrowser.Controller.Tests.Images;

public sealed class BlurHashTests
{
    [Theory]
    [InlineData(0x000000, 1, 1, "000000")]
    [InlineData(0xFFFFFF, 1, 1, "00TSUA")]
    [InlineData(0x000000, 4, 3, "L00000fQfQfQfQfQfQfQfQfQfQfQ")]
    public void One_colour_has_a_known_hash(int colour, int x, int y, string expected)
    {
        Assert.Equal(expected, BlurHash.Encode(Fill(32, 32, (_, _) => colour), 32, 32, x, y));
    }

    /// <summary>Every component is as large as it can be.</summary>
    [Fact]
    public void A_single_white_pixel_has_the_known_hash()
    {
        Assert.Equal("L~TSUA~q~q~q~q~q~q~q~q~q~q~q", BlurHash.Encode([255, 255, 255], 1, 1, 4, 3));
    }

    [Fact]
    public void The_hash_tells_left_from_right()
    {
        var left = BlurHash.Encode(Fill(32, 32, (x, _) => x < 16 ? 0xFF0000 : 0x0000FF), 32, 32, 4, 3);
        var right = BlurHash.Encode(Fill(32, 32, (x, _) => x < 16 ? 0x0000FF : 0xFF0000), 32, 32, 4, 3);

        Assert.Equal(left[..6], right[..6]);
        Assert.NotEqual(left, right);
    }

    [Theory]
    [InlineData(400, 600)]
    [InlineData(1280, 720)]
    [InlineData(1000, 1)]
    [InlineData(1, 1000)]
    [InlineData(100, 100)]
    public void The_length_is_what_clients_check(int width, int height)
    {
        var (x, y) = BlurHash.Components(width, height);

        var hash = BlurHash.Encode(Fill(64, 64, (column, row) => (column * 4) | (row * 1024)), 64, 64, x, y);

        Assert.InRange(x, 1, 9);
        Assert.InRange(y, 1, 9);
        Assert.Equal(4 + (2 * x * y), hash.Length);
    }

    private static byte[] Fill(int width, int height, Func<int, int, int> colour)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var value = colour(i % width, i / width);
            pixels[i * 3] = (byte)(value >> 16);
            pixels[(i * 3) + 1] = (byte)(value >> 8);
            pixels[(i * 3) + 2] = (byte)value;
        }

        return pixels;
    }
}

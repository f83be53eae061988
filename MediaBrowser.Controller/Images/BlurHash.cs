namespace MediaBrowser.Controller.Images;

/// <summary>
/// The BlurHash notation (blurha.sh): a picture as a few cosine components, in base 83. One digit for the number of components, one for the
/// largest amplitude, four for the average colour, two for each other component.
/// </summary>
public static class BlurHash
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private const int MaxComponents = 9;

    /// <summary>How many components show a picture of this shape well: about sixteen in all, more along the longer side.</summary>
    public static (int X, int Y) Components(int width, int height)
    {
        var x = MathF.Sqrt(16f * width / height);
        var y = 16f / x;
        return (Math.Clamp((int)x + 1, 1, MaxComponents), Math.Clamp((int)y + 1, 1, MaxComponents));
    }

    /// <summary>Encodes pixels of three bytes (red, green, blue; sRGB), row by row.</summary>
    public static string Encode(ReadOnlySpan<byte> pixels, int width, int height, int componentsX, int componentsY)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, width * height * 3);
        var factors = new Colour[componentsX * componentsY];
        var linear = Linear(pixels);
        for (var y = 0; y < componentsY; y++)
        {
            for (var x = 0; x < componentsX; x++)
            {
                factors[(y * componentsX) + x] = Component(linear, width, height, x, y);
            }
        }

        return Write(factors, componentsX, componentsY);
    }

    private static Colour[] Linear(ReadOnlySpan<byte> pixels)
    {
        var linear = new Colour[pixels.Length / 3];
        for (var i = 0; i < linear.Length; i++)
        {
            linear[i] = new Colour(ToLinear(pixels[i * 3]), ToLinear(pixels[(i * 3) + 1]), ToLinear(pixels[(i * 3) + 2]));
        }

        return linear;
    }

    private static Colour Component(Colour[] pixels, int width, int height, int componentX, int componentY)
    {
        double red = 0, green = 0, blue = 0;
        for (var y = 0; y < height; y++)
        {
            var vertical = Math.Cos(Math.PI * componentY * y / height);
            for (var x = 0; x < width; x++)
            {
                var basis = Math.Cos(Math.PI * componentX * x / width) * vertical;
                var pixel = pixels[(y * width) + x];
                red += basis * pixel.Red;
                green += basis * pixel.Green;
                blue += basis * pixel.Blue;
            }
        }

        var scale = (componentX == 0 && componentY == 0 ? 1.0 : 2.0) / (width * height);
        return new Colour(red * scale, green * scale, blue * scale);
    }

    private static string Write(Colour[] factors, int componentsX, int componentsY)
    {
        var text = new char[6 + ((factors.Length - 1) * 2)];
        var largest = factors.Skip(1).Select(factor => factor.LargestAmplitude).DefaultIfEmpty(0).Max();
        var quantised = factors.Length == 1 ? 0 : (int)Math.Clamp(Math.Floor((largest * 166) - 0.5), 0, 82);
        var maximum = factors.Length == 1 ? 1 : (quantised + 1) / 166.0;
        Put(text, 0, 1, componentsX - 1 + ((componentsY - 1) * MaxComponents));
        Put(text, 1, 1, quantised);
        Put(text, 2, 4, (ToSrgb(factors[0].Red) << 16) + (ToSrgb(factors[0].Green) << 8) + ToSrgb(factors[0].Blue));
        for (var i = 1; i < factors.Length; i++)
        {
            var factor = factors[i];
            var value = (Quantise(factor.Red / maximum) * 19 * 19) + (Quantise(factor.Green / maximum) * 19) + Quantise(factor.Blue / maximum);
            Put(text, 4 + (i * 2), 2, value);
        }

        return new string(text);
    }

    /// <summary>One of 19 steps from -1 to 1, finer around 0.</summary>
    private static int Quantise(double value)
        => (int)Math.Clamp(Math.Floor((Math.CopySign(Math.Sqrt(Math.Abs(value)), value) * 9) + 9.5), 0, 18);

    private static void Put(char[] text, int position, int length, int value)
    {
        for (var i = length - 1; i >= 0; i--)
        {
            text[position + i] = Digits[value % 83];
            value /= 83;
        }
    }

    private static double ToLinear(byte value)
    {
        var fraction = value / 255.0;
        return fraction <= 0.04045 ? fraction / 12.92 : Math.Pow((fraction + 0.055) / 1.055, 2.4);
    }

    private static int ToSrgb(double value)
    {
        var clamped = Math.Clamp(value, 0, 1);
        var fraction = clamped <= 0.0031308 ? clamped * 12.92 : (1.055 * Math.Pow(clamped, 1 / 2.4)) - 0.055;
        return (int)((fraction * 255) + 0.5);
    }

    private readonly record struct Colour(double Red, double Green, double Blue)
    {
        public double LargestAmplitude => Math.Max(Math.Abs(Red), Math.Max(Math.Abs(Green), Math.Abs(Blue)));
    }
}

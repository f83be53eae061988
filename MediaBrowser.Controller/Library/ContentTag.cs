using System.Security.Cryptography;
using System.Text;

namespace MediaBrowser.Controller.Library;

/// <summary>A short name for content, the same for the same content: the first half of its SHA-256 as 32 lower-case hexadecimal digits.</summary>
public static class ContentTag
{
    private const int Bytes = 16;

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, Bytes));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}

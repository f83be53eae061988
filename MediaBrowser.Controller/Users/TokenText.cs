using System.Security.Cryptography;
using System.Text;

namespace MediaBrowser.Controller.Users;

/// <summary>Access tokens as clients hold them, and their hash as the server keeps it.</summary>
public static class TokenText
{
    /// <summary>32 hex digits from a secure source.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>SHA-256: the token has 128 random bits, so a slow hash would add nothing.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

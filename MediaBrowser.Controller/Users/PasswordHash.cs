using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MediaBrowser.Controller.Users;

/// <summary>
/// Passwords as they are stored: <c>$PBKDF2-SHA512$iterations=210000$SALT$HASH</c>, salt and hash in hex. Also verifies what older
/// servers wrote (other iteration counts, <c>$PBKDF2$</c> with SHA-1), so that imported users can log in.
/// </summary>
public static class PasswordHash
{
    private const string Algorithm = "PBKDF2-SHA512";
    private const int Iterations = 210_000;
    private const int SaltBytes = 64;
    private const int HashBytes = 64;

    /// <summary>Takes about a tenth of a second of a processor.</summary>
    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Derive(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return $"${Algorithm}$iterations={Iterations}${Convert.ToHexString(salt)}${Convert.ToHexString(hash)}";
    }

    /// <summary>Constant time for hashes of the same kind. False for text that is no hash.</summary>
    public static bool Verify(string hash, string password)
        => Parse(hash) is { } parts
            && CryptographicOperations.FixedTimeEquals(
                parts.Hash,
                Derive(password, parts.Salt, parts.Iterations, parts.Algorithm, parts.Hash.Length));

    /// <summary>Whether a hash was made with less effort than new ones and should be replaced at the next log-in.</summary>
    public static bool IsOutdated(string hash)
        => Parse(hash) is not { } parts || parts.Algorithm != HashAlgorithmName.SHA512 || parts.Iterations < Iterations;

    private static byte[] Derive(string password, byte[] salt, int iterations, HashAlgorithmName algorithm, int bytes)
        => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, algorithm, bytes);

    private static Parts? Parse(string text)
    {
        // "", algorithm, parameters, salt, hash
        var fields = text.Split('$');
        if (fields.Length != 5 || fields[0].Length > 0 || ReadAlgorithm(fields[1]) is not { } algorithm || ReadIterations(fields[2]) is not { } iterations)
        {
            return null;
        }

        try
        {
            var parts = new Parts(algorithm, iterations, Convert.FromHexString(fields[3]), Convert.FromHexString(fields[4]));
            return parts.Hash.Length > 0 ? parts : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static HashAlgorithmName? ReadAlgorithm(string name) => name switch
    {
        Algorithm => HashAlgorithmName.SHA512,
        "PBKDF2" => HashAlgorithmName.SHA1,
        _ => null,
    };

    private static int? ReadIterations(string parameters)
    {
        foreach (var parameter in parameters.Split(','))
        {
            if (parameter.StartsWith("iterations=", StringComparison.Ordinal)
                && int.TryParse(parameter.AsSpan("iterations=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
                && iterations > 0)
            {
                return iterations;
            }
        }

        return null;
    }

    private sealed record Parts(HashAlgorithmName Algorithm, int Iterations, byte[] Salt, byte[] Hash);
}

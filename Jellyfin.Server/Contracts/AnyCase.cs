namespace Jellyfin.Server.Contracts;

/// <summary>The name of an enum member in a route or query string, in any case. An unknown name is 400.</summary>
public readonly record struct AnyCase<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, out AnyCase<T> result)
    {
        var isName = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value);
        result = new AnyCase<T>(value);
        return isName;
    }
}

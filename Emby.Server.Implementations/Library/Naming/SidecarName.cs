namespace Emby.Server.Implementations.Library.Naming;

/// <summary>What the name of a subtitle or audio file beside a video says: <c>Film.en.forced.srt</c>.</summary>
public sealed record SidecarName
{
    /// <summary>ISO 639-2; null = not said.</summary>
    public string? Language { get; init; }

    public bool IsForced { get; init; }

    public bool IsDefault { get; init; }

    public bool IsHearingImpaired { get; init; }

    public string? Title { get; init; }

    /// <summary>Returns null when the file belongs to another video.</summary>
    public static SidecarName? Parse(string videoStem, string sidecarStem)
    {
        if (!sidecarStem.StartsWith(videoStem, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = sidecarStem[videoStem.Length..];
        return rest.Length == 0 || rest[0] is '.' or ' ' or '-' or '_' or '[' or '(' ? FromTokens(rest) : null;
    }

    /// <summary>For files in a "Subs" folder, which need not repeat the video's name: <c>2_English.srt</c>.</summary>
    public static SidecarName ParseLoose(string videoStem, string sidecarStem)
        => Parse(videoStem, sidecarStem) ?? FromTokens(sidecarStem.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));

    private static SidecarName FromTokens(string text)
    {
        var tokens = text.Split(['.', '[', ']', '(', ')', '_', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var name = new SidecarName();
        var titles = new List<string>();
        // "hi" is Hindi when nothing else names a language, and "hearing impaired" beside one.
        var hasOtherLanguage = tokens.Any(token => !IsHi(token) && LanguageCodes.Find(token) is not null);
        foreach (var token in tokens)
        {
            if (Apply(name, token, hasOtherLanguage) is { } applied)
            {
                name = applied;
            }
            else if (token.Trim('-') is { Length: > 0 } title)
            {
                titles.Add(title);
            }
        }

        return titles.Count == 0 ? name : name with { Title = string.Join(' ', titles) };
    }

    private static SidecarName? Apply(SidecarName name, string token, bool hasOtherLanguage) => token.ToLowerInvariant() switch
    {
        "forced" or "foreign" => name with { IsForced = true },
        "default" => name with { IsDefault = true },
        "sdh" or "cc" => name with { IsHearingImpaired = true },
        "hi" when hasOtherLanguage => name with { IsHearingImpaired = true },
        _ => name.Language is null && LanguageCodes.Find(token) is { } language ? name with { Language = language } : null,
    };

    private static bool IsHi(string token) => token.Equals("hi", StringComparison.OrdinalIgnoreCase);
}

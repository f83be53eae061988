using System.Globalization;

namespace Emby.Server.Implementations.Localization;

/// <summary>Languages (ISO 639), countries (ISO 3166), languages of the user interface and film ratings, in the order clients show them.</summary>
public sealed class LocalizationTables
{
    private readonly Lazy<IReadOnlyList<Culture>> _cultures = new(() => [.. Rows("cultures.tsv").Select(ToCulture)]);

    private readonly Lazy<IReadOnlyList<Country>> _countries = new(()
        => [.. Rows("countries.tsv").Select(row => new Country(row[0], row[1], row[2]))]);

    private readonly Lazy<IReadOnlyList<InterfaceLanguage>> _options = new(()
        => [.. Rows("options.tsv").Select(row => new InterfaceLanguage(row[1], row[0]))]);

    private readonly Lazy<IReadOnlyList<FilmRating>> _ratings = new(()
        => [new FilmRating("Unrated", null, null), .. Rows("ratings.us.tsv").SelectMany(ToRatings)]);

    public IReadOnlyList<Culture> Cultures => _cultures.Value;

    public IReadOnlyList<Country> Countries => _countries.Value;

    public IReadOnlyList<InterfaceLanguage> InterfaceLanguages => _options.Value;

    public IReadOnlyList<FilmRating> Ratings => _ratings.Value;

    private static Culture ToCulture(string[] row)
    {
        // A regional form (pt-br) has no name in ISO 639; clients tell it by its code.
        var name = row[1].Contains('-', StringComparison.Ordinal) ? row[1].ToLowerInvariant() : row[2];
        return new Culture(name, row[2], row[1], row[0].Split(','));
    }

    private static IEnumerable<FilmRating> ToRatings(string[] row)
    {
        var score = int.Parse(row[0], CultureInfo.InvariantCulture);
        int? subScore = row[1].Length == 0 ? null : int.Parse(row[1], CultureInfo.InvariantCulture);
        return row[2].Split(',').Select(name => new FilmRating(name, score, subScore));
    }

    private static IEnumerable<string[]> Rows(string table)
    {
        using var stream = typeof(LocalizationTables).Assembly.GetManifestResourceStream(table)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}

/// <param name="Name">English name, or the code of a regional form.</param>
/// <param name="DisplayName">English name.</param>
/// <param name="TwoLetterName">ISO 639-1, or with a region; empty when there is none.</param>
/// <param name="ThreeLetterNames">ISO 639-2, terminological first.</param>
public sealed record Culture(string Name, string DisplayName, string TwoLetterName, IReadOnlyList<string> ThreeLetterNames);

/// <summary>A country and its ISO 3166 codes.</summary>
public sealed record Country(string TwoLetterName, string ThreeLetterName, string DisplayName);

/// <param name="Name">As its speakers write it.</param>
/// <param name="Code">What clients store.</param>
public sealed record InterfaceLanguage(string Name, string Code);

/// <param name="Name">As printed on the film.</param>
/// <param name="Score">Age in years; null = unrated.</param>
/// <param name="SubScore">Order within an age.</param>
public sealed record FilmRating(string Name, int? Score, int? SubScore);

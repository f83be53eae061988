namespace Jellyfin.Benchmarks.Seeding;

/// <summary>Invented titles, people and genres; the same for the same seed.</summary>
internal sealed class Names(Random random)
{
    public static readonly string[] Genres =
    [
        "Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History", "Horror", "Music",
        "Mystery", "Romance", "Science Fiction", "Sport", "Thriller", "War", "Western", "Short", "Reality", "Talk Show", "Mini-Series", "Soap",
    ];

    public static readonly string[] Ratings = ["G", "PG", "PG-13", "R", "TV-PG", "TV-14", "TV-MA"];

    private static readonly string[] Adjectives =
    [
        "Silent", "Golden", "Broken", "Hidden", "Last", "First", "Burning", "Frozen", "Distant", "Crimson", "Lost", "Endless", "Secret", "Wild",
        "Quiet", "Dark", "Bright", "Hollow", "Iron", "Paper", "Electric", "Stolen", "Forgotten", "Little", "Great", "Northern", "Southern",
    ];

    private static readonly string[] Nouns =
    [
        "River", "Mountain", "Empire", "Garden", "Station", "Harbour", "Winter", "Summer", "Machine", "Letter", "Shadow", "Mirror", "Road", "Island",
        "Witness", "Stranger", "Promise", "Kingdom", "Signal", "Orchard", "Tower", "Ocean", "Circus", "Detective", "Horizon", "Bridge", "Voyage",
        "Château", "Señor", "Märchen",
    ];

    private static readonly string[] Places = ["of Ash", "in the Rain", "at Dawn", "from Mars", "of Glass", "without Name", "beyond the Sea", "of the West"];

    private static readonly string[] FirstNames = ["Ada", "Ben", "Clara", "Dan", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jon", "Kira", "Leo", "Mia", "Noah", "Olga", "Paul"];

    private static readonly string[] LastNames = ["Arden", "Bell", "Costa", "Dahl", "Ekman", "Fischer", "Grant", "Hale", "Ito", "Jansen", "Kowalski", "Lopez"];

    public string Title(int number)
    {
        var article = random.Next(4) == 0 ? "The " : "";
        var place = random.Next(3) == 0 ? " " + Pick(Places) : "";
        return $"{article}{Pick(Adjectives)} {Pick(Nouns)}{place}{(random.Next(5) == 0 ? $" {number}" : "")}";
    }

    public string Person(int number) => $"{Pick(FirstNames)} {Pick(LastNames)} {number}";

    public string[] SomeGenres() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Genres)).Distinct()];

    public string Pick(string[] list) => list[random.Next(list.Length)];
}

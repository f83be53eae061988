namespace Jellyfin.LocalCluster.Media;

/// <summary>Two series: seasons, specials, an episode of two numbers.</summary>
internal static class SampleShows
{
    public static readonly SampleShow[] All =
    [
        new("Lighthouse Keepers", 2018, "A family keeps the last manned lighthouse of the northern coast.",
            new SampleEpisode(0, 1, "How the Lamp Was Made", "The story behind the lamp."),
            new SampleEpisode(1, 1, "First Light", "A new keeper arrives with the wrong key."),
            new SampleEpisode(1, 2, "The Fog Bell", "The bell rings although nobody pulls the rope."),
            new SampleEpisode(1, 3, "Low Water", "A wreck shows itself for one tide."),
            new SampleEpisode(1, 4, "Visitors", "An inspector counts the stairs twice."),
            new SampleEpisode(2, 1, "Second Winter", "Supplies are late, letters are not."),
            new SampleEpisode(2, 2, "The Other Lamp", "A second light appears on the horizon."),
            new SampleEpisode(2, 3, "Relief", "The boat comes, but who leaves?"))
        { Genres = ["Drama", "Mystery"], Actors = ["Elin Frost", "Bruno Castell"] },

        new("Orbit Street", 2021, "Neighbours in a block of flats that leaves the ground one night.",
            new SampleEpisode(1, 1, "Lift-off", "Nobody asked for a view like this."),
            new SampleEpisode(1, 2, "Half Gravity", "Soup becomes a problem."),
            new SampleEpisode(1, 3, "The Landlord Calls", "Rent is due wherever you are."),
            new SampleEpisode(1, 4, "Dark Side", "Two nights that feel like one.") { Last = 5 })
        { Genres = ["Comedy", "Science Fiction"], Actors = ["Hana Okabe", "Idris Moor", "Tobias Renn"] },
    ];
}

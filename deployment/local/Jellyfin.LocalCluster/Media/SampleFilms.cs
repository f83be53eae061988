namespace Jellyfin.LocalCluster.Media;

/// <summary>A dozen films that nobody made: every usual container and codec, versions, parts, extras, and two that are long enough to resume.</summary>
internal static class SampleFilms
{
    public static readonly SampleFilm[] All =
    [
        new("The Long Afternoon", 2021, "A clockmaker stops every clock in town to finish one repair before sunset.",
            new Clip("The Long Afternoon (2021).mp4", 440, ClipCodec.H264Aac) { ExternalSubtitles = ["en"] })
        { Genres = ["Drama", "Mystery"], Actors = ["Mira Solano", "Tobias Renn"], Score = 8.1 },

        new("Harbour Lights", 2019, "Two rival pilots guide the last ferry of the season through fog.",
            new Clip("Harbour Lights (2019).mkv", 485, ClipCodec.H264Ac3) { Audio = ["eng", "deu"], EmbeddedSubtitles = ["eng", "fra"], Chapters = 4 })
        { Genres = ["Adventure"], Actors = ["Tobias Renn", "Hana Okabe"], Director = "Lukas Brandt", Score = 7.4, Rating = "PG-13" },

        new("Paper Lanterns", 2017, "A festival of lights goes on although the river has run dry.",
            new Clip("Paper Lanterns (2017).mkv", 40, ClipCodec.HevcAac))
        { Genres = ["Drama", "Romance"], Actors = ["Hana Okabe"], Director = "Sora Minami", Studio = "Lantern House" },

        new("Northern Line", 2015, "A night train driver discovers a station that is on no map.",
            new Clip("Northern Line (2015).webm", 30, ClipCodec.Vp9Opus))
        { Genres = ["Thriller"], Actors = ["Idris Moor", "Mira Solano"], Rating = "R", Score = 6.9 },

        new("Quiet Orchard", 2012, "Three sisters inherit an orchard and a debt.",
            new Clip("Quiet Orchard (2012).avi", 30, ClipCodec.Mpeg4Mp3))
        { Genres = ["Family"], Actors = ["Elin Frost"], Rating = "G", Score = 6.5 },

        new("Salt and Iron", 2020, "A blacksmith and a smuggler share one boat.",
            new Clip("Salt and Iron (2020).mkv", 60, ClipCodec.H264Flac) { ExternalSubtitles = ["en", "de", "fr.forced"] })
        { Genres = ["Adventure", "Drama"], Actors = ["Idris Moor", "Elin Frost"], Director = "Lukas Brandt", Score = 7.8 },

        new("Tin Soldiers", 1999, "Toy makers go on strike three weeks before the holidays.",
            new Clip("Tin Soldiers (1999).ts", 30, ClipCodec.Mpeg2Mp2))
        { Genres = ["Comedy"], Actors = ["Bruno Castell"], Rating = "PG", Score = 6.2 },

        new("The Glass Mountain", 2008, "A surveyor climbs a mountain that moves.",
            new Clip("The Glass Mountain (2008).mov", 45, ClipCodec.H264Aac))
        { Genres = ["Fantasy", "Adventure"], Actors = ["Mira Solano", "Bruno Castell"], Studio = "Lantern House", Score = 7.1 },

        new("Ember Road", 2023, "Fire wardens race a storm along an abandoned road.",
            new Clip("Ember Road (2023).mkv", 30, ClipCodec.Av1Opus))
        { Genres = ["Action", "Thriller"], Actors = ["Hana Okabe", "Idris Moor"], Rating = "PG-13", Score = 7.6 },

        new("Winter Signals", 2010, "Radio amateurs hear their own messages before they send them.",
            new Clip("Winter Signals (2010) - Theatrical.mp4", 30, ClipCodec.H264Aac),
            new Clip("Winter Signals (2010) - Extended.mp4", 50, ClipCodec.H264Aac) { Size = "256x144" })
        { Genres = ["Science Fiction"], Actors = ["Elin Frost", "Tobias Renn"], Score = 7.9 },

        new("Two Rivers", 2005, "A map drawn by two brothers who never met.",
            new Clip("Two Rivers (2005) - part1.mp4", 25, ClipCodec.H264Aac),
            new Clip("Two Rivers (2005) - part2.mp4", 25, ClipCodec.H264Aac))
        { Genres = ["History"], Actors = ["Bruno Castell", "Hana Okabe"], Score = 6.8 },

        new("The Cartographer's Daughter", 2022, "She redraws the coast, and the coast obeys.",
            new Clip("The Cartographer's Daughter (2022).mp4", 60, ClipCodec.H264Aac) { ExternalSubtitles = ["en"], Chapters = 3 },
            new Clip("trailers/The Cartographer's Daughter - Trailer.mp4", 10, ClipCodec.H264Aac),
            new Clip("behind the scenes/Drawing the maps.mp4", 10, ClipCodec.H264Aac))
        { Genres = ["Fantasy", "Family"], Actors = ["Mira Solano", "Elin Frost"], Director = "Sora Minami", Score = 8.4 },
    ];
}

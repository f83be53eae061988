using System.Globalization;
using System.Xml.Linq;

namespace Jellyfin.LocalCluster.Media;

/// <summary>The metadata files that Kodi and Jellyfin read.</summary>
internal static class Nfo
{
    public static string Film(SampleFilm film) => Text(new XElement(
        "movie",
        new XElement("title", film.Title),
        new XElement("year", film.Year),
        new XElement("premiered", $"{film.Year}-05-01"),
        new XElement("plot", film.Plot),
        new XElement("tagline", film.Plot.Split(' ')[0] + " ..."),
        new XElement("mpaa", film.Rating),
        new XElement("rating", film.Score.ToString(CultureInfo.InvariantCulture)),
        film.Genres.Select(genre => new XElement("genre", genre)),
        new XElement("studio", film.Studio),
        new XElement("director", film.Director),
        Actors(film.Actors)));

    public static string Show(SampleShow show) => Text(new XElement(
        "tvshow",
        new XElement("title", show.Title),
        new XElement("year", show.Year),
        new XElement("premiered", $"{show.Year}-01-10"),
        new XElement("plot", show.Plot),
        new XElement("status", "Ended"),
        show.Genres.Select(genre => new XElement("genre", genre)),
        Actors(show.Actors)));

    public static string Episode(SampleShow show, SampleEpisode episode) => Text(new XElement(
        "episodedetails",
        new XElement("title", episode.Title),
        new XElement("season", episode.Season),
        new XElement("episode", episode.Number),
        new XElement("plot", episode.Plot),
        new XElement("aired", $"{show.Year + episode.Season}-02-{episode.Number:00}"),
        Actors(show.Actors)));

    private static IEnumerable<XElement> Actors(string[] names)
        => names.Select((name, order) => new XElement("actor", new XElement("name", name), new XElement("role", $"Role {order + 1}"), new XElement("order", order)));

    private static string Text(XElement root) => "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root + "\n";
}

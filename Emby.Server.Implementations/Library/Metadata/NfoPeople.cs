using System.Xml.Linq;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Metadata;

/// <summary>Cast and crew of an <c>.nfo</c> file.</summary>
internal static class NfoPeople
{
    private const int MaxPeople = 500;
    private const int MaxNameLength = 200;

    public static IReadOnlyList<ScannedPerson> Of(XElement root)
    {
        var actors = NfoParser.Children(root, "actor")
            .Select((actor, position) => (actor, order: NfoParser.Number(actor, "order") ?? NfoParser.Number(actor, "sortorder") ?? position))
            .OrderBy(entry => entry.order)
            .Select(entry => Actor(entry.actor));
        return
        [
            .. actors
                .Concat(Crew(root, "director", PersonKind.Director))
                .Concat(Crew(root, "credits", PersonKind.Writer))
                .Concat(Crew(root, "writer", PersonKind.Writer))
                .Concat(Crew(root, "producer", PersonKind.Producer))
                .OfType<ScannedPerson>()
                .DistinctBy(person => (person.Name.ToLowerInvariant(), person.Kind, person.Role))
                .Take(MaxPeople),
        ];
    }

    private static ScannedPerson? Actor(XElement actor)
    {
        var kind = Enum.TryParse<PersonKind>(NfoParser.Text(actor, "type"), ignoreCase: true, out var stated) ? stated : PersonKind.Actor;
        return Person(NfoParser.Text(actor, "name"), kind, NfoParser.Text(actor, "role") ?? "");
    }

    private static IEnumerable<ScannedPerson?> Crew(XElement root, string element, PersonKind kind)
        => NfoParser.Texts(root, element)
            .SelectMany(text => text.Split([" / ", "|"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(name => Person(name, kind, ""));

    private static ScannedPerson? Person(string? name, PersonKind kind, string role)
        => string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength ? null : new ScannedPerson(name.Trim(), kind, role);
}

using MediaBrowser.Controller.Library;

namespace Jellyfin.Benchmarks;

/// <summary>How fast are the lists and the home screen of a large library? The requests are the ones jellyfin-web sends.</summary>
internal static class BrowseQueries
{
    private const string Pictures = "fields=PrimaryImageAspectRatio&imageTypeLimit=1&enableImageTypes=Primary,Backdrop,Thumb";

    public static IReadOnlyList<(string Name, string Path)> For(Seeding.Library library)
    {
        var (films, shows) = (library.Films.ToString("N"), library.Shows.ToString("N"));
        return
        [
            ("Home: views", "/UserViews"),
            ("Home: continue watching", $"/UserItems/Resume?limit=12&mediaTypes=Video&enableTotalRecordCount=false&{Pictures}"),
            ("Home: next up", $"/Shows/NextUp?limit=24&enableResumable=false&enableTotalRecordCount=false&{Pictures}"),
            ("Home: latest films", $"/Items/Latest?parentId={films}&limit=16&{Pictures}"),
            ("Home: latest episodes", $"/Items/Latest?parentId={shows}&limit=16&{Pictures}"),
            ("Page of 100 films with total", $"/Items?parentId={films}&recursive=true&includeItemTypes={nameof(BaseItemKind.Movie)}&sortBy=SortName&limit=100&{Pictures}"),
            ("Page 100 of films with total", $"/Items?parentId={films}&recursive=true&includeItemTypes={nameof(BaseItemKind.Movie)}&sortBy=SortName&startIndex=9900&limit=100&{Pictures}"),
            ("Page of 100 series with total", $"/Items?parentId={shows}&recursive=true&includeItemTypes={nameof(BaseItemKind.Series)}&sortBy=SortName&limit=100&{Pictures}"),
            ("Page of 100 of all episodes with total", $"/Items?recursive=true&includeItemTypes={nameof(BaseItemKind.Episode)}&sortBy=SortName&limit=100"),
            ("Page of 100 of everything with total", "/Items?recursive=true&sortBy=SortName&limit=100"),
            ("Films by date added", $"/Items?parentId={films}&recursive=true&includeItemTypes={nameof(BaseItemKind.Movie)}&sortBy=DateCreated,SortName&sortOrder=Descending&limit=100"),
            ("Unplayed dramas", $"/Items?parentId={films}&recursive=true&includeItemTypes={nameof(BaseItemKind.Movie)}&genres=Drama&filters=IsUnplayed&sortBy=SortName&limit=100"),
            ("Search", $"/Items?searchTerm=silent%20riv&recursive=true&limit=100&includeItemTypes=Movie,Series,Episode"),
            ("Search hints", "/Search/Hints?searchTerm=chateau&limit=20"),
        ];
    }
}

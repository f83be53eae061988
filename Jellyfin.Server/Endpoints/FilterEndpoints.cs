using Emby.Server.Implementations.Browsing;
using Emby.Server.Implementations.Localization;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What a list can be filtered by.</summary>
internal static class FilterEndpoints
{
    private static readonly FilterValues None = new([], [], [], [], [], []);

    public static void MapFilters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Items/Filters", LegacyAsync).WithName("GetQueryFiltersLegacy");
        api.MapGet("/Items/Filters2", GetAsync).WithName("GetQueryFilters");
    }

    private static async Task<Ok<QueryFiltersLegacy>> LegacyAsync(
        ListRequest request, ItemBrowser browser, IItemQueryStore queries, CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(request, browser, queries, cancellationToken);
        return TypedResults.Ok(new QueryFiltersLegacy(values.Genres, values.Tags, values.OfficialRatings, values.Years));
    }

    private static async Task<Ok<QueryFilters>> GetAsync(
        ListRequest request, ItemBrowser browser, IItemQueryStore queries, LocalizationTables tables, CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(request, browser, queries, cancellationToken);
        return TypedResults.Ok(new QueryFilters(
            [.. values.Genres.Select(name => new NameGuidPair(name, ItemId.FromName(BaseItemKind.Genre, name)))],
            values.Tags,
            [.. values.AudioLanguages.Select(code => Language(code, tables))],
            [.. values.SubtitleLanguages.Select(code => Language(code, tables))]));
    }

    private static async Task<FilterValues> ValuesAsync(
        ListRequest request, ItemBrowser browser, IItemQueryStore queries, CancellationToken cancellationToken)
    {
        if (await browser.ParentAsync(request.ParentId, request.Viewer, cancellationToken) is not { } parent)
        {
            return None;
        }

        var query = new ItemQuery(request.Viewer)
        {
            Kinds = request.Query.Members<BaseItemKind>("includeItemTypes"),
            MediaTypes = request.Query.Members<MediaType>("mediaTypes"),
        };
        return await queries.FilterValuesAsync(
            ItemBrowser.Below(query, parent, request.Query.Flag("recursive", true)), cancellationToken);
    }

    private static NameValuePair Language(string code, LocalizationTables tables)
    {
        var name = tables.Cultures.FirstOrDefault(culture => culture.ThreeLetterNames.Contains(code, StringComparer.OrdinalIgnoreCase))?.DisplayName
            ?? (code == "und" ? "Undetermined" : null);
        return new NameValuePair(name is null ? code : $"{name} ({code})", code);
    }
}

using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Genres, studios, people and years.</summary>
internal static class NameEndpoints
{
    public static void MapNames(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Genres", GenresAsync).WithName("GetGenres");
        api.MapGet("/Genres/{genreName}", GenreAsync).WithName("GetGenre");
        api.MapGet("/Studios", StudiosAsync).WithName("GetStudios");
        api.MapGet("/Studios/{name}", StudioAsync).WithName("GetStudio");
        api.MapGet("/Years", YearsAsync).WithName("GetYears");
        api.MapGet("/Years/{year}", YearAsync).WithName("GetYear");
        api.MapGet("/Persons", PersonsAsync).WithName("GetPersons");
        api.MapGet("/Persons/{name}", PersonAsync).WithName("GetPerson");
    }

    private static Task<Ok<QueryResult<BaseItemDto>>> GenresAsync(
        ListRequest request, ItemBrowser browser, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => ListAsync(BaseItemKind.Genre, request, browser, names, answer, cancellationToken);

    private static Task<Ok<QueryResult<BaseItemDto>>> StudiosAsync(
        ListRequest request, ItemBrowser browser, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => ListAsync(BaseItemKind.Studio, request, browser, names, answer, cancellationToken);

    private static Task<Ok<QueryResult<BaseItemDto>>> YearsAsync(
        ListRequest request, ItemBrowser browser, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => ListAsync(BaseItemKind.Year, request, browser, names, answer, cancellationToken);

    private static async Task<Ok<QueryResult<BaseItemDto>>> ListAsync(
        BaseItemKind kind, ListRequest request, ItemBrowser browser, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.ParentAsync(request.ParentId, request.Viewer, cancellationToken) is not { } parent)
        {
            return TypedResults.Ok(ItemAnswer.Nothing);
        }

        var asked = request.ToItemQuery();
        var items = new ItemQuery(request.Viewer) { Kinds = asked.Kinds, ExcludeKinds = asked.ExcludeKinds, MediaTypes = asked.MediaTypes };
        var page = await names.ListAsync(
            kind,
            new NameQuery(ItemBrowser.Below(items, parent, recursive: true))
            {
                Names = asked.Names,
                IsFavorite = asked.Watch.IsFavorite,
                Descending = asked.OrderBy is [{ Descending: true }, ..],
                StartIndex = request.StartIndex,
                Limit = request.Limit,
            },
            cancellationToken);
        return await answer.PageAsync(page, request, cancellationToken);
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> PersonsAsync(
        ListRequest request, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var asked = request.ToItemQuery();
        var query = new PeopleQuery(request.Viewer)
        {
            Names = asked.Names,
            Kinds = request.Query.Members<PersonKind>("personTypes"),
            ExcludeKinds = request.Query.Members<PersonKind>("excludePersonTypes"),
            AppearsInItemId = request.Query.Id("appearsInItemId"),
            IsFavorite = asked.Watch.IsFavorite,
            StartIndex = request.StartIndex,
            Limit = request.Limit,
        };
        return await answer.PageAsync(await names.PeopleAsync(query, cancellationToken), request, cancellationToken);
    }

    private static Task<Results<Ok<BaseItemDto>, ProblemHttpResult>> GenreAsync(
        string genreName, ListRequest request, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => FindAsync(BaseItemKind.Genre, genreName, request, names, answer, cancellationToken);

    private static Task<Results<Ok<BaseItemDto>, ProblemHttpResult>> StudioAsync(
        string name, ListRequest request, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => FindAsync(BaseItemKind.Studio, name, request, names, answer, cancellationToken);

    private static Task<Results<Ok<BaseItemDto>, ProblemHttpResult>> YearAsync(
        string year, ListRequest request, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => FindAsync(BaseItemKind.Year, year, request, names, answer, cancellationToken);

    private static Task<Results<Ok<BaseItemDto>, ProblemHttpResult>> PersonAsync(
        string name, ListRequest request, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => FindAsync(BaseItemKind.Person, name, request, names, answer, cancellationToken);

    private static async Task<Results<Ok<BaseItemDto>, ProblemHttpResult>> FindAsync(
        BaseItemKind kind, string name, ListRequest request, INameStore names, ItemAnswer answer, CancellationToken cancellationToken)
        => await names.FindAsync(kind, name, request.Viewer, cancellationToken) is { } item
            ? TypedResults.Ok(await answer.DetailAsync(item, request, cancellationToken))
            : ItemAnswer.NotFound();
}

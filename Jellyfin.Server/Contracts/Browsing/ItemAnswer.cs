using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;
using TraceActivity = System.Diagnostics.Activity;

namespace Jellyfin.Server.Contracts.Browsing;

/// <summary>Answers with items, as the request wants them.</summary>
internal sealed class ItemAnswer(ItemDtoService dtos)
{
    public static readonly QueryResult<BaseItemDto> Nothing = new([], 0);

    public Task<IReadOnlyList<BaseItemDto>> MapAsync(IReadOnlyList<Item> items, ListRequest request, CancellationToken cancellationToken)
        => dtos.MapAsync(items, request.Options, request.User, cancellationToken);

    public async Task<Ok<QueryResult<BaseItemDto>>> PageAsync(ItemPage page, ListRequest request, CancellationToken cancellationToken)
    {
        var items = await MapAsync(page.Items, request, cancellationToken);
        return TypedResults.Ok(new QueryResult<BaseItemDto>(items, page.Total, request.StartIndex));
    }

    public async Task<Ok<IReadOnlyList<BaseItemDto>>> ListAsync(IReadOnlyList<Item> items, ListRequest request, CancellationToken cancellationToken)
        => TypedResults.Ok(await MapAsync(items, request, cancellationToken));

    /// <summary>An item with everything there is to say about it.</summary>
    public async Task<BaseItemDto> DetailAsync(Item item, ListRequest request, CancellationToken cancellationToken)
        => (await DetailsAsync([item], request, cancellationToken))[0];

    public Task<IReadOnlyList<BaseItemDto>> DetailsAsync(IReadOnlyList<Item> items, ListRequest request, CancellationToken cancellationToken)
        => dtos.MapAsync(items, ItemDtoOptions.All, request.User, cancellationToken);

    public static ProblemHttpResult NotFound() => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        extensions: [new("traceId", TraceActivity.Current?.Id)]);
}

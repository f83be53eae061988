using Jellyfin.Server.Contracts.Operations;

namespace Jellyfin.Server.Endpoints;

/// <summary>
/// Answers what no route answers: 501 for an operation of the API that this server does not have, 405 for another method than a path
/// has, and an empty 404 for everything else.
/// </summary>
internal static class MissingOperations
{
    public static void MapMissingOperations(this IEndpointRouteBuilder api)
        => api.MapFallback("{**path}", Answer).AllowAnonymous();

    private static IResult Answer(HttpContext context, OperationTable table)
    {
        var operations = table.At(context.Request.Path).ToList();
        if (operations.Find(operation => HttpMethods.Equals(operation.Method, context.Request.Method)) is { } missing)
        {
            return TypedResults.Problem($"{missing.Id} is not part of this server yet.", statusCode: StatusCodes.Status501NotImplemented);
        }

        if (operations.Count == 0)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.Allow = string.Join(", ", operations.Select(operation => operation.Method).Distinct());
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}

using Emby.Server.Implementations.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>How changes of libraries are answered.</summary>
internal static class LibraryChanges
{
    public static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> FinishAsync(
        LibraryChange change, bool? refresh, LibraryManager manager, CancellationToken cancellationToken)
    {
        if (change == LibraryChange.NameTaken)
        {
            return TypedResults.Conflict();
        }

        if (change != LibraryChange.Done)
        {
            return TypedResults.NotFound();
        }

        if (refresh == true)
        {
            await manager.RequestScanAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }

    public static ValidationProblem Invalid(string field, string message)
        => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });
}

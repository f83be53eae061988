using Emby.Server.Implementations.Library;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>The folders and settings of a library.</summary>
internal static class LibraryOptionsEndpoints
{
    public static void MapLibraryOptions(this IEndpointRouteBuilder api)
    {
        var library = api.MapGroup("/Library/VirtualFolders").RequireAuthorization(Policies.FirstTimeSetupOrElevated);
        library.MapPost("/Paths", AddPathAsync).WithName("AddMediaPath");
        library.MapDelete("/Paths", RemovePathAsync).WithName("RemoveMediaPath");
        library.MapPost("/Paths/Update", UpdatePathAsync).WithName("UpdateMediaPath");
        library.MapPost("/LibraryOptions", SetOptionsAsync).WithName("UpdateLibraryOptions");
    }

    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> AddPathAsync(
        bool? refreshLibrary, MediaPathDto body, LibraryManager manager, CancellationToken cancellationToken)
    {
        var path = body.PathInfo?.Path ?? body.Path;
        if (string.IsNullOrWhiteSpace(path))
        {
            return LibraryChanges.Invalid("path", "A path is needed.");
        }

        return await LibraryChanges.FinishAsync(await manager.AddPathAsync(body.Name ?? "", path, cancellationToken), refreshLibrary, manager, cancellationToken);
    }

    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> RemovePathAsync(
        string? name, string? path, bool? refreshLibrary, LibraryManager manager, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return LibraryChanges.Invalid("path", "A path is needed.");
        }

        return await LibraryChanges.FinishAsync(await manager.RemovePathAsync(name ?? "", path, cancellationToken), refreshLibrary, manager, cancellationToken);
    }

    /// <summary>A path has no settings of its own any more, so there is nothing to change; clients still send it.</summary>
    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> UpdatePathAsync(
        UpdateMediaPathRequestDto body, LibraryManager manager, CancellationToken cancellationToken)
        => string.IsNullOrWhiteSpace(body.PathInfo?.Path)
            ? LibraryChanges.Invalid("path", "A path is needed.")
            : await LibraryChanges.FinishAsync(await manager.AddPathAsync(body.Name ?? "", body.PathInfo.Path, cancellationToken), false, manager, cancellationToken);

    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> SetOptionsAsync(
        UpdateLibraryOptionsDto body, LibraryManager manager, CancellationToken cancellationToken)
        => await LibraryChanges.FinishAsync(
            await manager.SetOptionsAsync(body.Id, body.LibraryOptions ?? new LibraryOptions(), cancellationToken), false, manager, cancellationToken);
}

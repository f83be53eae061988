using Emby.Server.Implementations.Library;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Libraries as the wizard and the dashboard manage them.</summary>
internal static class LibraryStructureEndpoints
{
    public static void MapLibraryStructure(this IEndpointRouteBuilder api)
    {
        var folders = api.MapGroup("/Library/VirtualFolders").RequireAuthorization(Policies.FirstTimeSetupOrElevated);
        folders.MapGet("", ListAsync).WithName("GetVirtualFolders");
        folders.MapPost("", AddAsync).WithName("AddVirtualFolder");
        folders.MapDelete("", RemoveAsync).WithName("RemoveVirtualFolder");
        folders.MapPost("/Name", RenameAsync).WithName("RenameVirtualFolder");
    }

    private static async Task<Ok<VirtualFolderInfo[]>> ListAsync(LibraryManager manager, CancellationToken cancellationToken)
    {
        var libraries = await manager.ListAsync(cancellationToken);
        var progress = await manager.ScanProgressAsync(cancellationToken);
        return TypedResults.Ok(libraries.Select(library => VirtualFolderInfo.From(library, progress)).ToArray());
    }

    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> AddAsync(
        string? name,
        string? collectionType,
        CommaSeparated<string>? paths,
        bool? refreshLibrary,
        OptionalBody<AddVirtualFolderDto> body,
        LibraryManager manager,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return LibraryChanges.Invalid("name", "A library needs a name.");
        }

        var options = AddVirtualFolderDto.Options(body.Value, paths);
        if (options.PathInfos.Exists(info => string.IsNullOrWhiteSpace(info.Path)))
        {
            return LibraryChanges.Invalid("paths", "A path is empty.");
        }

        var change = await manager.AddAsync(name, AddVirtualFolderDto.ParseType(collectionType), options, cancellationToken);
        return change == LibraryChange.NoSuchPath
            ? LibraryChanges.Invalid("paths", "A path does not exist on this server.")
            : await LibraryChanges.FinishAsync(change, refreshLibrary, manager, cancellationToken);
    }

    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> RemoveAsync(
        string? name, bool? refreshLibrary, LibraryManager manager, CancellationToken cancellationToken)
        => await LibraryChanges.FinishAsync(await manager.RemoveAsync(name ?? "", cancellationToken), refreshLibrary, manager, cancellationToken);

    private static async Task<Results<NoContent, NotFound, Conflict, ValidationProblem>> RenameAsync(
        string? name, string? newName, bool? refreshLibrary, LibraryManager manager, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(newName))
        {
            return LibraryChanges.Invalid("newName", "A library needs a name.");
        }

        return await LibraryChanges.FinishAsync(await manager.RenameAsync(name ?? "", newName, cancellationToken), refreshLibrary, manager, cancellationToken);
    }
}

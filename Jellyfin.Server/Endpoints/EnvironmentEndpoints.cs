using Emby.Server.Implementations.Library;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Folders of this machine, for picking library paths.</summary>
internal static class EnvironmentEndpoints
{
    public static void MapEnvironment(this IEndpointRouteBuilder api)
    {
        var environment = api.MapGroup("/Environment").RequireAuthorization(Policies.FirstTimeSetupOrElevated);
        environment.MapGet("/DefaultDirectoryBrowser", () => TypedResults.Ok(new DefaultDirectoryBrowserInfoDto(null))).WithName("GetDefaultDirectoryBrowser");
        environment.MapGet("/DirectoryContents", Contents).WithName("GetDirectoryContents");
        environment.MapGet("/Drives", () => TypedResults.Ok(DirectoryBrowser.Drives())).WithName("GetDrives");
        environment.MapGet("/NetworkShares", () => TypedResults.Ok(Array.Empty<FileSystemEntry>())).WithName("GetNetworkShares");
        environment.MapGet("/ParentPath", Parent).WithName("GetParentPath");
        environment.MapPost("/ValidatePath", Validate).WithName("ValidatePath");
    }

    private static Results<Ok<IReadOnlyList<FileSystemEntry>>, NotFound, ValidationProblem> Contents(
        string? path, bool? includeFiles, bool? includeDirectories)
    {
        if (!IsUsable(path))
        {
            return Invalid();
        }

        return DirectoryBrowser.Contents(path!, includeFiles ?? false, includeDirectories ?? false) is { } entries
            ? TypedResults.Ok(entries)
            : TypedResults.NotFound();
    }

    private static Results<Ok<string>, NoContent, ValidationProblem> Parent(string? path)
    {
        if (!IsUsable(path))
        {
            return Invalid();
        }

        return DirectoryBrowser.Parent(path!) is { } parent ? TypedResults.Ok(parent) : TypedResults.NoContent();
    }

    private static Results<NoContent, NotFound, ValidationProblem> Validate(ValidatePathDto body)
    {
        if (!IsUsable(body.Path))
        {
            return Invalid();
        }

        var path = LibraryPaths.Canonical(body.Path!);
        if (!DirectoryBrowser.Exists(path, body.IsFile))
        {
            return TypedResults.NotFound();
        }

        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        return body.ValidateWritable && !DirectoryBrowser.IsWritable(folder) ? Invalid("The folder cannot be written to.") : TypedResults.NoContent();
    }

    private static bool IsUsable(string? path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0');

    private static ValidationProblem Invalid(string message = "A path is needed.")
        => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["path"] = [message] });
}

using Emby.Server.Implementations.Configuration;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.System;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Endpoints;

/// <summary>Log files and disks of the replica that answers.</summary>
internal static class SystemFileEndpoints
{
    public static void MapSystemFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/System/Info/Storage", GetStorageAsync).WithName("GetSystemStorage").RequireAuthorization(Policies.Elevated);
        api.MapGet("/System/Logs", GetLogs).WithName("GetServerLogs").RequireAuthorization(Policies.Elevated);
        api.MapGet("/System/Logs/Log", GetLog).WithName("GetLogFile").RequireAuthorization(Policies.Elevated);
        api.MapPost("/ClientLog/Document", UploadLogAsync).WithName("LogFile");
    }

    private static async Task<Ok<SystemStorageDto>> GetStorageAsync(
        IOptions<PathOptions> options, ILibraryStore libraries, CancellationToken cancellationToken)
    {
        var paths = options.Value;
        var folders = await libraries.ListAsync(cancellationToken);
        return TypedResults.Ok(new SystemStorageDto(
            Describe(paths.Data),
            Describe(paths.Web ?? ""),
            Describe(Path.Combine(paths.Cache, "images")),
            Describe(paths.Cache),
            Describe(paths.Logs),
            Describe(paths.Metadata),
            Describe(paths.Transcodes),
            [.. folders.Select(library => new LibraryStorageDto(library.Id, library.Name, [.. library.Options.PathInfos.Select(path => Describe(path.Path))]))]));
    }

    private static FolderStorageDto Describe(string path)
    {
        var folder = StorageReport.Describe(path);
        return new FolderStorageDto(folder.Path, folder.FreeSpace, folder.UsedSpace, folder.StorageType, folder.DeviceId);
    }

    private static Ok<LogFileDto[]> GetLogs(LogFiles logs) => TypedResults.Ok(logs.List()
        .Select(file => new LogFileDto(file.CreationTimeUtc, file.LastWriteTimeUtc, file.Length, file.Name))
        .ToArray());

    private static Results<FileStreamHttpResult, NotFound> GetLog(string name, LogFiles logs)
    {
        if (logs.Find(name) is not { } file)
        {
            return TypedResults.NotFound();
        }

        // The server goes on writing to it.
        var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return TypedResults.Stream(content, "text/plain; charset=utf-8");
    }

    private static async Task<Results<Ok<ClientLogDocumentResponseDto>, ForbidHttpResult, StatusCodeHttpResult>> UploadLogAsync(
        HttpRequest request, Caller caller, LogFiles logs, IConfigurationStore store, CancellationToken cancellationToken)
    {
        var configuration = await store.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        if (!configuration.AllowClientLogUpload)
        {
            return TypedResults.Forbid();
        }

        var name = request.ContentLength > LogFiles.MaxUpload
            ? null
            : await logs.SaveUploadAsync(caller.Client, caller.ClientVersion, request.Body, cancellationToken);
        return name is null
            ? TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge)
            : TypedResults.Ok(new ClientLogDocumentResponseDto(name));
    }
}

using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Configuration;

/// <summary>Creates the replica's folders before anything else starts.</summary>
internal sealed class FolderPreparation(IOptions<PathOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var paths = options.Value;
        Create(paths.Data, nameof(paths.Data));
        Create(paths.Cache, nameof(paths.Cache));
        Create(paths.Transcodes, nameof(paths.Transcodes));
        Create(paths.Logs, nameof(paths.Logs));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Create(string path, string option)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The folder {path} cannot be created: {exception.Message} Set {PathOptions.Section}:{option} to a folder the server may write to.",
                exception);
        }
    }
}

using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>Does one piece of work from the shared queue.</summary>
internal sealed partial class ProbeRunner(
    IProbeQueue queue,
    MediaProber prober,
    EmbeddedPicture embedded,
    IImageInspector images,
    TimeProvider time,
    ILogger<ProbeRunner> logger)
{
    /// <summary>What a replica held that died is free after this.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepInterval = TimeSpan.FromSeconds(4);

    /// <summary>Returns the item that was finished, and whether there was anything to do at all.</summary>
    public async Task<(bool HadWork, Item? Finished)> RunAsync(string owner, CancellationToken cancellationToken)
    {
        if (await queue.TakeAsync(owner, Hold, cancellationToken) is not { } job)
        {
            return (false, null);
        }

        try
        {
            return (true, await WorkAndKeepAsync(job, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // Another replica need not wait until this one's time is over.
            await queue.FailAsync(job, "The replica was stopped", CancellationToken.None);
            throw;
        }
    }

    private async Task<Item?> WorkAndKeepAsync(ProbeJob job, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepAsync(job, done.Token);
        try
        {
            return await WorkAsync(job, cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }
    }

    /// <summary>When it cannot be kept somebody else may do the work too; only one result is stored.</summary>
    private async Task KeepAsync(ProbeJob job, CancellationToken done)
    {
        using var timer = new PeriodicTimer(KeepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                await queue.KeepAsync(job, Hold, done);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException || exception.IsDatabaseOutage())
        {
            LogNotKept(job.Item.Id, exception.Message);
        }
    }

    private async Task<Item?> WorkAsync(ProbeJob job, CancellationToken cancellationToken)
    {
        var outcome = job.Item.Path is null || job.Item.IsFolder ? new ProbeOutcome(null) : await prober.ProbeAsync(job.Item, cancellationToken);
        if (outcome.Problem is { } problem)
        {
            LogFailed(job.Item.Id, job.Attempt, problem);
            await queue.FailAsync(job, problem, cancellationToken);
            return null;
        }

        if (outcome.Media?.Error is { } error)
        {
            LogUseless(job.Item.Id, error);
        }

        var cover = outcome.Media is { Error: null } media ? await embedded.TakeAsync(job.Item, media, cancellationToken) : null;
        await queue.CompleteAsync(job, new ProbeResult(outcome.Media, await MeasureAsync(job.Item, cancellationToken), cover, outcome.Segments), cancellationToken);
        return job.Item;
    }

    private async Task<List<ItemImage>> MeasureAsync(Item item, CancellationToken cancellationToken)
    {
        var measured = new List<ItemImage>();
        foreach (var image in item.Images.Where(image => image.Width == 0))
        {
            if (await images.InspectAsync(image.Path, cancellationToken) is { } facts)
            {
                measured.Add(image with { Width = facts.Width, Height = facts.Height, BlurHash = facts.BlurHash });
            }
        }

        return measured;
    }

    [LoggerMessage(LogLevel.Debug, "Item {ItemId} is no longer kept: {Reason}")]
    private partial void LogNotKept(Guid itemId, string reason);

    [LoggerMessage(LogLevel.Warning, "Probing item {ItemId} failed at attempt {Attempt}: {Reason}")]
    private partial void LogFailed(Guid itemId, int attempt, string reason);

    [LoggerMessage(LogLevel.Warning, "The file of item {ItemId} cannot be played: {Reason}")]
    private partial void LogUseless(Guid itemId, string reason);
}

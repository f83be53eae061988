using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>One scan of one library.</summary>
internal sealed partial class LibraryScan(LibraryFolder library, IScanStore store, IMessageBus bus, ILogger logger)
{
    private readonly FolderReader _folders = new(logger);
    private readonly NfoReader _nfo = new(logger);
    private readonly ScanOutput _output = new(library.Id, store, bus);
    private readonly HashSet<Guid> _seen = [];
    private readonly List<string> _failed = [];
    private IReadOnlyDictionary<Guid, ScanRecord> _known = new Dictionary<Guid, ScanRecord>();

    /// <param name="progress">Called with 0 to 1.</param>
    /// <param name="cancellationToken">Stops between two folders.</param>
    public async Task<ScanSummary> RunAsync(Action<double> progress, CancellationToken cancellationToken)
    {
        _known = await store.ListAsync(library.Id, cancellationToken);
        var locations = library.Options.PathInfos.Select(info => info.Path).ToList();
        for (var index = 0; index < locations.Count; index++)
        {
            var part = index;
            await ScanLocationAsync(locations[index], fraction => progress((part + fraction) / locations.Count), cancellationToken);
        }

        await _output.FlushAsync(_known, cancellationToken);
        var removed = await RemoveGoneAsync(cancellationToken);
        return new ScanSummary(_output.Saved, removed) { FailedLocations = [.. _failed.Select(_ => library.Name)] };
    }

    private async Task ScanLocationAsync(string location, Action<double> progress, CancellationToken cancellationToken)
    {
        var found = 0;
        var tree = new LocationTree(library, _folders, _nfo, logger);
        foreach (var candidate in tree.Candidates(location, progress, cancellationToken))
        {
            found++;
            await AddAsync(candidate, cancellationToken);
        }

        if (!tree.IsReadable || (found == 0 && _known.Values.Any(record => record.Path is not null && LibraryPaths.IsWithin(record.Path, location))))
        {
            _failed.Add(location);
            LogLocationFailed(library.Name, tree.IsReadable ? "it is empty now" : "it cannot be read");
        }
    }

    private async Task AddAsync(ScanCandidate candidate, CancellationToken cancellationToken)
    {
        var signature = candidate.Signature();
        if (!_seen.Add(candidate.Item.Id) || (_known.TryGetValue(candidate.Item.Id, out var record) && record.Signature == signature))
        {
            return;
        }

        await _output.AddAsync(_nfo.Complete(candidate, signature), _known, cancellationToken);
    }

    /// <summary>What was there and was not seen, unless it lies where nothing could be seen.</summary>
    private async Task<int> RemoveGoneAsync(CancellationToken cancellationToken)
    {
        var hidden = _failed.Concat(_folders.Unreadable).ToList();
        var gone = _known
            .Where(record => !_seen.Contains(record.Key))
            .Where(record => record.Value.Path is { } path ? !hidden.Exists(folder => LibraryPaths.IsWithin(path, folder)) : hidden.Count == 0)
            .ToList();
        await _output.RemoveAsync(gone, cancellationToken);
        return gone.Count;
    }

    [LoggerMessage(LogLevel.Error, "A location of library {Library} was left as it is: {Reason}")]
    private partial void LogLocationFailed(string library, string reason);
}

using System.Collections.Immutable;
using System.Text.Json;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

internal sealed class ReplicaReports : IReplicaReports
{
    private ImmutableSortedDictionary<string, JsonElement> _current = ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonElement> Current => _current;

    public void Set<T>(string name, T report)
    {
        var json = JsonSerializer.SerializeToElement(report);
        ImmutableInterlocked.Update(ref _current, reports => reports.SetItem(name, json));
    }
}

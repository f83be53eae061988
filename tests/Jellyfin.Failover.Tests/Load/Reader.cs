using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests.Load;

/// <summary>Opens the pages of an app, one after the other.</summary>
internal sealed class Reader(ServerClient client) : LoadClient(client)
{
    private static readonly string[] Paths =
    [
        "/Users/Me", "/Items?recursive=true&includeItemTypes=Movie&limit=20", "/UserViews", "/System/Info/Public", "/UserItems/Resume?mediaTypes=Video",
    ];

    private int _next;

    protected override Task StepAsync(CancellationToken stop) => SendAsync(HttpMethod.Get, Paths[_next++ % Paths.Length], null, stop);
}

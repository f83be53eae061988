using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests.Load;

/// <summary>
/// Moves the position of one film on, second by second, and reads it back, mostly from another replica. What was acknowledged must be there; what
/// was not may be.
/// </summary>
internal sealed class Writer(ServerClient client, string film) : LoadClient(client)
{
    private readonly List<string> _lost = [];
    private readonly string _path = $"/UserItems/{film}/UserData";
    private long _tried;
    private long _acknowledged;

    public IReadOnlyList<string> Lost => _lost;

    public int Acknowledged { get; private set; }

    /// <summary>Reads once more when everything is well again.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken) => Check(await SendAsync(HttpMethod.Get, _path, null, cancellationToken));

    protected override async Task StepAsync(CancellationToken stop)
    {
        var ticks = ++_tried * TimeSpan.TicksPerSecond;
        using (var body = JsonContent.Create(new JsonObject { ["PlaybackPositionTicks"] = ticks }))
        {
            if (await SendAsync(HttpMethod.Post, _path, body, stop) is not null)
            {
                _acknowledged = ticks;
                Acknowledged++;
            }
        }

        Check(await SendAsync(HttpMethod.Get, _path, null, stop));
    }

    private void Check(string? answer)
    {
        if (answer is null)
        {
            return;
        }

        var found = (long)JsonNode.Parse(answer)!["PlaybackPositionTicks"]!;
        if (found < _acknowledged || found > _tried * TimeSpan.TicksPerSecond)
        {
            _lost.Add(string.Create(CultureInfo.InvariantCulture, $"{_acknowledged} acknowledged, {found} found"));
        }
    }
}

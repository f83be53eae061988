using System.Globalization;
using MediaBrowser.Controller.Hardware;

namespace MediaBrowser.Controller.Cluster;

/// <summary>
/// What HAProxy's agent check is told: a weight and nothing else. A state (<c>drain</c>, <c>down</c>) would stay when the agent dies after it
/// said so, and <c>ready</c> would undo what operators do in HAProxy; the health check tells whether a replica is there.
/// </summary>
public static class AgentAnswer
{
    /// <summary>A replica that is busy transcoding, or cannot, still answers everything else.</summary>
    private const int Least = 20;

    /// <param name="isDraining">No new requests.</param>
    /// <param name="health">Whether it transcodes as administrators want.</param>
    /// <param name="freePercent">Of its transcoding capacity.</param>
    public static string Of(bool isDraining, TranscodeHealth health, int freePercent)
        => string.Create(CultureInfo.InvariantCulture, $"{(isDraining ? 0 : Weight(health, Math.Clamp(freePercent, 0, 100)))}%\n");

    private static int Weight(TranscodeHealth health, int freePercent) => health switch
    {
        TranscodeHealth.Healthy => Least + ((100 - Least) * freePercent / 100),
        TranscodeHealth.Degraded => Least + ((50 - Least) * freePercent / 100),
        _ => Least,
    };
}

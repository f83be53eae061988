using System.Globalization;
using System.Text.Json;

namespace Jellyfin.Server.WebSockets;

/// <summary>How long a feed waits before its first message and between two.</summary>
internal readonly record struct FeedTimes(TimeSpan Delay, TimeSpan Interval)
{
    /// <summary>Clients ask for a second; faster would only cost.</summary>
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="data">Text like <c>0,1000</c>: milliseconds. What is missing or no number is 0.</param>
    public static FeedTimes Read(JsonElement? data)
    {
        var parts = data is { ValueKind: JsonValueKind.String } text ? text.GetString()!.Split(',') : [];
        var interval = Milliseconds(parts, 1);
        return new FeedTimes(Milliseconds(parts, 0), interval < ShortestInterval ? ShortestInterval : interval);
    }

    private static TimeSpan Milliseconds(string[] parts, int index)
    {
        var isNumber = double.TryParse(parts.ElementAtOrDefault(index), NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return isNumber ? TimeSpan.FromMilliseconds(Math.Clamp(value, 0, Longest.TotalMilliseconds)) : TimeSpan.Zero;
    }
}

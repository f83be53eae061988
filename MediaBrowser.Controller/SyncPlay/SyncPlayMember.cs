using System.Text.Json.Serialization;

namespace MediaBrowser.Controller.SyncPlay;

/// <summary>A session in a group.</summary>
public sealed record SyncPlayMember(string SessionId, Guid UserId, string UserName)
{
    /// <summary>What is assumed until the client has measured it.</summary>
    public static readonly TimeSpan DefaultPing = TimeSpan.FromMilliseconds(500);

    /// <summary>A client that claims more does not make everybody else wait for it.</summary>
    private static readonly TimeSpan LongestPing = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _ping = DefaultPing;

    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Time from the server to the client.</summary>
    public TimeSpan Ping
    {
        get => _ping;
        init => _ping = TimeSpan.FromTicks(Math.Clamp(value.Ticks, 0, LongestPing.Ticks));
    }

    public bool IsBuffering { get; init; }

    /// <summary>Its user wants the group to go on without it.</summary>
    public bool IgnoresWait { get; init; }

    /// <summary>The group has waited long enough; it goes on until this member is ready.</summary>
    public bool IsLate { get; init; }

    /// <summary>Since when no replica has a web socket of it; null = it has one.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>Whether a group that waits waits for this member.</summary>
    [JsonIgnore]
    public bool IsAwaited => IsBuffering && !IgnoresWait && !IsLate && AwaySince is null;
}

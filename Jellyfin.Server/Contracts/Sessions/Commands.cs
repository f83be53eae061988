using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>A command to a client, both as it is sent here and as the client gets it.</summary>
public sealed record GeneralCommand(GeneralCommandType Name)
{
    public Guid ControllingUserId { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();
}

/// <summary>Text to show on a client.</summary>
public sealed record MessageCommand
{
    public string? Header { get; init; }

    public required string Text { get; init; }

    public long? TimeoutMs { get; init; }
}

/// <summary>Tells a client to play something.</summary>
public sealed record PlayRequest
{
    public required IReadOnlyList<Guid> ItemIds { get; init; }

    public long? StartPositionTicks { get; init; }

    public required PlayCommand PlayCommand { get; init; }

    public Guid ControllingUserId { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public int? AudioStreamIndex { get; init; }

    public string? MediaSourceId { get; init; }

    public int? StartIndex { get; init; }
}

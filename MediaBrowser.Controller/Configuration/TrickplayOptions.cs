namespace MediaBrowser.Controller.Configuration;

/// <summary>How pictures for seeking are made.</summary>
public sealed record TrickplayOptions
{
    public bool EnableHwAcceleration { get; init; }

    public bool EnableHwEncoding { get; init; }

    public bool EnableKeyFrameOnlyExtraction { get; init; }

    public TrickplayScanBehavior ScanBehavior { get; init; } = TrickplayScanBehavior.NonBlocking;

    public ProcessPriorityClass ProcessPriority { get; init; } = ProcessPriorityClass.BelowNormal;

    public int Interval { get; init; } = 10000;

    public IReadOnlyList<int> WidthResolutions { get; init; } = [320];

    public int TileWidth { get; init; } = 10;

    public int TileHeight { get; init; } = 10;

    public int Qscale { get; init; } = 4;

    public int JpegQuality { get; init; } = 90;

    public int ProcessThreads { get; init; } = 1;
}

public enum ProcessPriorityClass
{
    Normal,
    Idle,
    High,
    RealTime,
    BelowNormal,
    AboveNormal,
}

public enum TrickplayScanBehavior
{
    Blocking,
    NonBlocking,
}

namespace MediaBrowser.Controller.Playback;

/// <summary>Where a file can be cut without re-encoding: read once, kept in the database, the same on every replica.</summary>
public sealed class KeyFrames
{
    public required Guid ItemId { get; set; }

    /// <summary>Last write time of the file they were read from; another time makes them void.</summary>
    public required DateTimeOffset FileModified { get; set; }

    /// <summary>Presentation times in ticks of 100 ns, ascending.</summary>
    public required long[] Ticks { get; set; }
}

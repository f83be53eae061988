namespace Jellyfin.Failover.Tests;

/// <summary>
/// Stands before ffprobe: while it is closed, a library scan that found something new does not end. So a test can do something while a task runs.
/// </summary>
internal sealed class ProbeGate
{
    private readonly string _closed;

    public ProbeGate(string directory)
    {
        Directory.CreateDirectory(directory);
        _closed = Path.Combine(directory, "closed");
        Program = Path.Combine(directory, "ffprobe");
        File.WriteAllText(Program, $"""
            #!/bin/sh
            tries=0
            while [ -e '{_closed}' ] && [ $tries -lt 600 ]; do tries=$((tries + 1)); sleep 0.1; done
            exec ffprobe "$@"

            """);
        File.SetUnixFileMode(Program, (UnixFileMode)0b111_101_101);
    }

    /// <summary>What the replicas take for ffprobe.</summary>
    public string Program { get; }

    public void Close() => File.WriteAllText(_closed, "");

    public void Open() => File.Delete(_closed);
}

namespace Jellyfin.LocalCluster.Processes;

/// <summary>Linux signals by number.</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

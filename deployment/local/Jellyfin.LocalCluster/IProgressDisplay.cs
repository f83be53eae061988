namespace Jellyfin.LocalCluster;

/// <summary>Tells whoever waits how far things are.</summary>
public interface IProgressDisplay
{
    void Step(string what);

    /// <summary>May be called often; <paramref name="percentage"/> is from 0 to 100.</summary>
    void Percentage(string what, double percentage);
}

/// <summary>For callers that nobody watches.</summary>
public sealed class SilentProgress : IProgressDisplay
{
    public void Step(string what)
    {
    }

    public void Percentage(string what, double percentage)
    {
    }
}

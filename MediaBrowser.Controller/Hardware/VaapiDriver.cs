namespace MediaBrowser.Controller.Hardware;

/// <summary>What <c>vainfo</c> says about a render node.</summary>
/// <param name="Name">The driver's own line; null when none could be loaded.</param>
/// <param name="Entrypoints">Profiles and what can be done with them, like <c>VAProfileH264Main: VLD, EncSlice</c>.</param>
public sealed record VaapiDriver(string? Name, IReadOnlyList<string> Entrypoints)
{
    /// <summary>Why it says nothing; null when it does.</summary>
    public HardwareFault? Fault { get; init; }
}

namespace MediaBrowser.Controller.Hardware;

/// <summary>A failure as an operator needs it.</summary>
/// <param name="Fault">For machines.</param>
/// <param name="Cause">What is wrong, in one sentence without full stop.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record HardwareFinding(HardwareFault Fault, string Cause, string Remedy)
{
    /// <summary>What a program said when nobody knows what it means; null when the cause says it all.</summary>
    public string? Detail { get; init; }

    public override string ToString() => $"{Cause}. {Remedy}.";
}

using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Hardware;

/// <summary>How hardware is probed.</summary>
public sealed class HardwareOptions : IValidatableObject
{
    public const string Section = "Hardware";

    [Required]
    public string DeviceFolder { get; set; } = "/dev/dri";

    /// <summary>Where the kernel tells which GPU a node belongs to.</summary>
    [Required]
    public string SystemFolder { get; set; } = "/sys/class/drm";

    /// <summary>How often node and driver are tried.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a film is transcoded too.</summary>
    public TimeSpan TranscodeInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A step of the probe that takes longer counts as hung.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after the start software is tried and measured: the server's own start comes first.</summary>
    public TimeSpan SoftwareDelay { get; set; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Interval <= TimeSpan.Zero || TranscodeInterval < Interval)
        {
            yield return new ValidationResult("TranscodeInterval must not be shorter than Interval.", [nameof(TranscodeInterval)]);
        }

        if (TimeLimit <= TimeSpan.Zero)
        {
            yield return new ValidationResult("TimeLimit must be more than nothing.", [nameof(TimeLimit)]);
        }

        if (SoftwareDelay < TimeSpan.Zero)
        {
            yield return new ValidationResult("SoftwareDelay must not be negative.", [nameof(SoftwareDelay)]);
        }
    }
}

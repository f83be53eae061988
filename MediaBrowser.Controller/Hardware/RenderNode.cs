using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>What the operating system says about a render node.</summary>
public sealed record RenderNode
{
    public bool Exists { get; init; }

    public bool IsCharacterDevice { get; init; }

    public long GroupId { get; init; }

    /// <summary>Null when the group has no name here, as is usual in containers.</summary>
    public string? GroupName { get; init; }

    /// <summary>PCI vendor, like <c>0x8086</c>; null when it is not known.</summary>
    public string? Vendor { get; init; }

    /// <summary>Why it could not be opened for reading and writing; null when it could.</summary>
    public string? OpenError { get; init; }
}

/// <summary>Whether a render node can be what is wanted.</summary>
public static class RenderNodeRules
{
    public const string Intel = "0x8086";
    public const string Nvidia = "0x10de";

    /// <summary>Null when any vendor will do.</summary>
    public static string? VendorFor(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => Intel,
        HardwareAccelerationType.nvenc => Nvidia,
        _ => null,
    };

    /// <summary>Null when nothing speaks against it.</summary>
    public static HardwareFinding? FindProblem(RenderNode node, HardwareTarget target) => node switch
    {
        { Exists: false } => HardwareFindings.Of(HardwareFault.NodeMissing, target),
        { IsCharacterDevice: false } => HardwareFindings.Of(HardwareFault.NotADevice, target),
        { Vendor: { } vendor } when VendorFor(target.Type) is { } wanted && vendor != wanted => HardwareFindings.WrongVendor(target, vendor),
        { OpenError: { } error } when error.Contains("Permission denied", StringComparison.Ordinal) => HardwareFindings.NoPermission(target, node),
        { OpenError: { } error } => HardwareFindings.Of(HardwareFault.DeviceRefused, target) with { Detail = error },
        _ => null,
    };
}

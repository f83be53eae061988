namespace MediaBrowser.Controller.Cluster;

/// <param name="Name">Of the setting in section <see cref="HighAvailabilityOptions.Section"/>.</param>
/// <param name="IsOn">Whether it does anything.</param>
/// <param name="Value">As it would be configured.</param>
public sealed record FeatureFlag(string Name, bool IsOn, string Value);

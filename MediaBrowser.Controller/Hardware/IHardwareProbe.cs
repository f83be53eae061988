namespace MediaBrowser.Controller.Hardware;

/// <summary>Finds out, level by level, whether hardware can be used; takes as long as it takes.</summary>
public interface IHardwareProbe
{
    /// <param name="wanted">What is wanted.</param>
    /// <param name="last">The last level to try, up to <see cref="HardwareLevel.Transcode"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<HardwareReport> RunAsync(HardwareTarget wanted, HardwareLevel last, CancellationToken cancellationToken);
}

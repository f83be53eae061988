namespace MediaBrowser.Controller.Tasks;

/// <summary>What keeps the database quick. It locks nobody out and may be stopped at any time.</summary>
public interface IDatabaseMaintenance
{
    /// <param name="progress">0 to 100.</param>
    /// <param name="cancellationToken">Stops it within a table.</param>
    Task OptimizeAsync(IProgress<double> progress, CancellationToken cancellationToken);
}

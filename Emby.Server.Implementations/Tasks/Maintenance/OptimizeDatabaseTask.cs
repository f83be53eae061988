using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks.Maintenance;

/// <summary>Tells PostgreSQL to tidy up now; its own vacuum does the same by and by.</summary>
internal sealed class OptimizeDatabaseTask(IDatabaseMaintenance database) : IScheduledTask
{
    public string Key => "OptimizeDatabaseTask";

    public string Name => "Optimize database";

    public string Description => "Makes room that deleted rows took usable again and refreshes what the database knows about its tables. "
        + "Worth it after large changes to a library; nothing has to wait for it.";

    public string Category => TaskCategories.Maintenance;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [TaskTrigger.Every(TimeSpan.FromHours(6))];

    public Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken) => database.OptimizeAsync(progress, cancellationToken);
}

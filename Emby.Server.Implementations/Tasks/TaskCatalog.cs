using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>All tasks that this server has. They are made on first use, because a task may need what starts tasks.</summary>
internal sealed class TaskCatalog(Func<IEnumerable<IScheduledTask>> create)
{
    private readonly Lazy<IReadOnlyList<IScheduledTask>> _tasks = new(() => [.. create().OrderBy(task => task.Name, StringComparer.OrdinalIgnoreCase)]);

    public IReadOnlyList<IScheduledTask> All => _tasks.Value;

    public IScheduledTask? FindByKey(string key) => All.FirstOrDefault(task => task.Key == key);

    public IScheduledTask? FindById(string id) => All.FirstOrDefault(task => string.Equals(TaskId.Of(task.Key), id, StringComparison.OrdinalIgnoreCase));
}

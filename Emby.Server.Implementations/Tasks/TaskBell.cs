using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Wakes the scheduler when something was asked for or has ended.</summary>
internal sealed class TaskBell : IDisposable
{
    private readonly SemaphoreSlim _rings = new(0);
    private readonly IDisposable _requests;

    public TaskBell(IMessageBus bus) => _requests = bus.Subscribe<TaskRequested>((_, _) =>
    {
        Ring();
        return ValueTask.CompletedTask;
    });

    public void Ring() => _rings.Release();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _rings.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        _requests.Dispose();
        _rings.Dispose();
    }
}

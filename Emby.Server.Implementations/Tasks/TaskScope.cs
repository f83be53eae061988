using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Tasks that this replica may start now: those of the cluster while it is the leader, and its own.</summary>
/// <param name="Tasks">By run key.</param>
/// <param name="FencingToken">Of the leader; 0 for a replica's own tasks, which nobody else can claim.</param>
/// <param name="StartedAt">When this replica started.</param>
/// <param name="FirstStartedAt">When the cluster started, or this replica: what startup triggers go by.</param>
/// <param name="MayRun">Cancelled when it ends.</param>
internal sealed record TaskScope(
    IReadOnlyDictionary<string, IScheduledTask> Tasks, long FencingToken, DateTimeOffset StartedAt, DateTimeOffset FirstStartedAt, CancellationToken MayRun);

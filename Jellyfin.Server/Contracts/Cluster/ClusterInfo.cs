using System.Text.Json;
using Jellyfin.Server.Cluster;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;

namespace Jellyfin.Server.Contracts.Cluster;

/// <summary>What the cluster page shows.</summary>
/// <param name="AnsweredBy">Id of the replica that was asked.</param>
/// <param name="Replicas">That are alive.</param>
/// <param name="Leader">Null when nobody is known to lead.</param>
/// <param name="Tasks">The one that ran last first; null when PostgreSQL did not answer.</param>
/// <param name="Redis">As the asked replica sees it.</param>
/// <param name="PostgreSql">As the asked replica sees it.</param>
/// <param name="HighAvailability">The options of the asked replica.</param>
public sealed record ClusterInfo(
    string AnsweredBy,
    IReadOnlyList<ClusterReplica> Replicas,
    ClusterLeader? Leader,
    IReadOnlyList<ClusterTask>? Tasks,
    ClusterDependency Redis,
    ClusterDependency PostgreSql,
    HighAvailabilityOptions HighAvailability);

/// <param name="State"><c>Ok</c>, <c>Away</c>, or <c>NotConfigured</c>.</param>
/// <param name="Milliseconds">Until it answered.</param>
public sealed record ClusterDependency(string State, double? Milliseconds);

public sealed record ClusterLeader(string ReplicaId, long? FencingToken);

public sealed record ClusterReplica(
    string Id,
    string Url,
    string Version,
    DateTimeOffset StartedAt,
    bool IsReady,
    bool IsDraining,
    string? Problem,
    bool IsLeader,
    ReplicaLoad? Load,
    IReadOnlyDictionary<string, JsonElement> Reports)
{
    public static ClusterReplica From(ReplicaStatus replica, string? leaderId) => new(
        replica.Identity.Id,
        replica.Identity.Url,
        replica.Identity.Version,
        replica.StartedAt,
        replica.IsReady,
        replica.IsDraining,
        replica.Problem,
        replica.Identity.Id == leaderId,
        replica.Reports.TryGetValue(ReplicaLoad.Report, out var load) ? load.Deserialize<ReplicaLoad>() : null,
        replica.Reports.Where(report => report.Key is not (ReplicaLoad.Report or ReplicaLeadership.Report)).ToDictionary());
}

public sealed record ClusterTask(
    string Key,
    string Name,
    TaskActivity Activity,
    double? Progress,
    TaskRunStatus? LastStatus,
    string? LastReplicaId,
    long? LastFencingToken,
    DateTimeOffset? LastStartedAt,
    DateTimeOffset? LastEndedAt,
    string? LastError)
{
    public static ClusterTask From(TaskState state) => new(
        state.Task.Key,
        state.Task.Name,
        state.Activity,
        state.Progress,
        state.LastRun?.Status,
        state.LastRun?.ReplicaId,
        state.LastRun?.FencingToken,
        state.LastRun?.StartedAt,
        state.LastRun?.EndedAt,
        state.LastRun?.Error);
}

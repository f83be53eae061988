namespace MediaBrowser.Controller.Cluster;

/// <summary>What a replica does with the answers it gets while it competes for the lease. The model check of the protocol runs these very rules.</summary>
public static class LeaderRules
{
    private const double TermOfDuration = 0.9;

    /// <summary>
    /// How long a holder may count on a lease, by its own clock from before it asked. Shorter than the lease: what it cancels
    /// must have ended when somebody else may take over.
    /// </summary>
    public static TimeSpan Term(TimeSpan duration) => duration * TermOfDuration;

    /// <summary>What a replica without a lease asks PostgreSQL for.</summary>
    /// <param name="gate">What Redis said.</param>
    /// <param name="policy">Without Redis.</param>
    /// <param name="isOverdue">
    /// Redis has turned it away for a whole lease. Then PostgreSQL is asked all the same: what Redis says may be older than the truth.
    /// </param>
    public static LeaseRequest Ask(GateAnswer gate, WhenRedisUnavailable policy, bool isOverdue) => (gate, policy) switch
    {
        (GateAnswer.Open, _) => LeaseRequest.Exclusive,
        (GateAnswer.Shut, _) => isOverdue ? LeaseRequest.Exclusive : LeaseRequest.None,
        (_, WhenRedisUnavailable.PostgresLock) => LeaseRequest.Exclusive,
        (_, WhenRedisUnavailable.RunLocally) => LeaseRequest.Shared,
        _ => LeaseRequest.None,
    };

    /// <summary>
    /// Whether a holder may ask PostgreSQL for more time. A gate that is shut does not matter: who holds the lease is decided in PostgreSQL.
    /// </summary>
    /// <param name="isShared">Kind of lease.</param>
    /// <param name="gate">What Redis said.</param>
    /// <param name="policy">Without Redis.</param>
    /// <param name="answeredLately">Redis answered within the last lease.</param>
    public static bool MayRenew(bool isShared, GateAnswer gate, WhenRedisUnavailable policy, bool answeredLately)
        => isShared
            ? gate == GateAnswer.Away
            : gate != GateAnswer.Away || policy == WhenRedisUnavailable.PostgresLock || answeredLately;
}

/// <summary>What Redis says to a replica that wants to ask PostgreSQL for the lease.</summary>
public enum GateAnswer
{
    Open,

    /// <summary>Another replica is at it or has it.</summary>
    Shut,

    /// <summary>No answer, or one that cannot be used.</summary>
    Away,
}

public enum LeaseRequest
{
    None,

    /// <summary>A lease that nobody else holds.</summary>
    Exclusive,

    /// <summary>A lease that every replica may hold with others under one token.</summary>
    Shared,
}

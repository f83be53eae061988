namespace MediaBrowser.Controller.SyncPlay;

/// <summary>Something that happens to a group, with the rule what comes of it.</summary>
/// <param name="SessionId">Who does it; empty = nobody.</param>
public abstract record SyncPlayEvent(string SessionId)
{
    /// <summary>Clocks of replicas differ a little; a group's time does not run backwards because of that.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>What clients are told about why.</summary>
    internal abstract PlaybackRequestType Reason { get; }

    /// <summary>Whether it is nothing but a member's request: strangers' do nothing.</summary>
    internal virtual bool NeedsMember => true;

    /// <summary>Pure: returns the group afterwards, the very same one when nothing happens. New messages are at the end of its outbox.</summary>
    public SyncPlayGroup ApplyTo(SyncPlayGroup group, DateTimeOffset clock)
    {
        if (NeedsMember && group.Find(SessionId) is null)
        {
            return group;
        }

        var isBehind = clock < group.UpdatedAt && group.UpdatedAt - clock < ClockTolerance;
        var turn = new SyncPlayTurn(group, this, isBehind ? group.UpdatedAt : clock);
        Happen(turn);
        return turn.Finish();
    }

    internal abstract void Happen(SyncPlayTurn turn);
}

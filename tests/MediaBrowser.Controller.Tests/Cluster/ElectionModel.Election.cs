using MediaBrowser.Controller.Cluster;

namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>How replicas compete for the lease.</summary>
internal sealed partial class ElectionModel
{
    private static readonly string[] Granted = [.. Enumerable.Range(0, 256).Select(token => $"is granted token {token} by PostgreSQL")];

    /// <summary>What a replica that runs may decide now.</summary>
    private void Election(in ModelState state, int i)
    {
        var replica = state.Replica[i];
        if (replica.Asked != Request.None)
        {
            if (state.Left.Losses > 0)
            {
                var next = state;
                next.Left.Losses--;
                Forget(ref next.Replica[i]);
                Emit(next, "waits no longer for PostgreSQL", i);
            }

            return;
        }

        if (replica.Token > 0 && replica.TermLeft == 0)
        {
            Emit(GiveUp(state, i), "notices that its term is over", i);
            return;
        }

        if (replica.Token > 0 && state.Left.Resignations > 0)
        {
            var next = GiveUp(state, i);
            next.Left.Resignations--;
            Emit(next, "resigns", i);
        }

        AskGate(state, i);
    }

    private static ModelState GiveUp(in ModelState state, int i)
    {
        var next = state;
        ref var replica = ref next.Replica[i];
        if (!replica.IsShared)
        {
            (replica.Asked, replica.AskedToken) = (Request.Release, replica.Token);
        }

        (replica.Token, replica.TermLeft, replica.IsShared) = (0, 0, false);
        return next;
    }

    /// <summary>Whether Redis answered lately, and whether a look at PostgreSQL is due, is left open: both are tried.</summary>
    private void Decide(in ModelState state, int i, GateAnswer answer)
    {
        foreach (var flag in (ReadOnlySpan<bool>)[false, true])
        {
            var next = state;
            ref var replica = ref next.Replica[i];
            if (replica.Token > 0)
            {
                if (LeaderRules.MayRenew(replica.IsShared, answer, policy, answeredLately: flag))
                {
                    (replica.Asked, replica.AskedToken) = (Request.Renew, replica.Token);
                    Emit(next, "asks to renew", i);
                }
                else if (next.Left.Resignations > 0)
                {
                    next.Left.Resignations--;
                    Emit(GiveUp(next, i), "gives the lease up for want of Redis, or because it is back", i);
                }
            }
            else if (LeaderRules.Ask(answer, policy, isOverdue: flag) is not LeaseRequest.None and var request)
            {
                var isByRedis = broken == ProtocolBreak.ATokenPerRoad && answer == GateAnswer.Open;
                (replica.Asked, replica.AskedToken) = (request == LeaseRequest.Exclusive ? Request.Acquire : Request.Share, (byte)(isByRedis ? 1 : 0));
                Emit(next, request == LeaseRequest.Exclusive ? "asks for the lease" : "asks for a shared lease", i);
            }
        }
    }

    /// <summary>A request arrives, and later its answer.</summary>
    private void Requests(in ModelState state, int i)
    {
        var asked = state.Replica[i];
        if (asked.Asked == Request.None)
        {
            return;
        }

        if (asked.Answer == 0)
        {
            var next = state;
            var (token, problem) = Execute(ref next, asked.Asked, asked.AskedToken, OwnerOf(i, asked.Incarnation));
            next.Replica[i].Answer = (byte)(1 + token);
            Emit(next, token > 0 ? Granted[token] : "is answered by PostgreSQL", i, problem);
            return;
        }

        var after = state;
        ref var replica = ref after.Replica[i];
        (replica.Asked, replica.AskedToken, replica.AskedAge, replica.Answer) = (Request.None, 0, 0, 0);
        if (asked.Asked != Request.Release)
        {
            replica.Token = (byte)(asked.Answer - 1);
            replica.IsShared = replica.Token > 0 && (asked.Asked == Request.Share || asked.IsShared);
            replica.TermLeft = (byte)(replica.Token > 0 ? _term - asked.AskedAge : 0);
        }

        Emit(after, "hears the answer", i);
    }

    private void Late(in ModelState state, int i)
    {
        var late = state.Replica[i];
        if (late.Late == Request.None)
        {
            return;
        }

        var next = state;
        (next.Replica[i].Late, next.Replica[i].LateToken, next.Replica[i].LateIncarnation) = (Request.None, 0, 0);
        Emit(next, "had asked what never arrives", i);
        var (_, problem) = Execute(ref next, late.Late, late.LateToken, OwnerOf(i, late.LateIncarnation));
        Emit(next, "had asked what arrives late", i, problem);
    }

    /// <summary>The statements on the row. Returns the token, 0 when refused.</summary>
    private (byte Token, string? Problem) Execute(ref ModelState state, Request request, byte token, byte owner)
    {
        var isLive = state.RowLeft > 0 && state.RowOwner != 0;
        var isFree = !isLive && state.HighestToken < MaxToken;
        switch (request)
        {
            case Request.Acquire when isFree || state.RowOwner == owner:
                return Grant(ref state, owner, NewToken(ref state, isByRedis: token == 1));
            case Request.Share when isLive && state.RowOwner == Everyone:
                state.RowLeft = Duration;
                return (state.RowToken, null);
            case Request.Share when isFree:
                return Grant(ref state, Everyone, NewToken(ref state, isByRedis: false));
            case Request.Renew when isLive && state.RowToken == token:
                state.RowLeft = Duration;
                return (token, null);
            case Request.Release when state.RowToken == token && state.RowOwner == owner:
                (state.RowOwner, state.RowLeft) = (0, 0);
                return (0, null);
            default:
                return (0, null);
        }
    }

    private byte NewToken(ref ModelState state, bool isByRedis)
        => broken == ProtocolBreak.ATokenPerRoad && isByRedis ? ++state.RedisToken : (byte)(state.RowToken + 1);

    private static (byte Token, string? Problem) Grant(ref ModelState state, byte owner, byte token)
    {
        var problem = token > state.HighestToken ? null : $"token {token} is given out after token {state.HighestToken}";
        (state.RowOwner, state.RowToken, state.RowLeft, state.HighestToken) = (owner, token, Duration, Math.Max(token, state.HighestToken));
        return (token, problem);
    }
}

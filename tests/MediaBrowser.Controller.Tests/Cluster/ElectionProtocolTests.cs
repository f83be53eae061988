using System.Globalization;
using MediaBrowser.Controller.Cluster;

namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>Tries every schedule of a small cluster.</summary>
public sealed class ElectionProtocolTests(ITestOutputHelper output)
{
    private static readonly ModelState.Budget Pauses = new() { Ticks = 2, Flushes = 1 };

    [Theory]
    [InlineData(2, WhenRedisUnavailable.PostgresLock, 3, 0, 0, 0)]
    [InlineData(2, WhenRedisUnavailable.RunLocally, 2, 0, 0, 0)]
    [InlineData(2, WhenRedisUnavailable.RunLocally, 1, 0, 0, 1)]
    [InlineData(2, WhenRedisUnavailable.Pause, 1, 0, 0, 1)]
    [InlineData(2, WhenRedisUnavailable.PostgresLock, 2, 1, 0, 0)]
    [InlineData(2, WhenRedisUnavailable.PostgresLock, 2, 0, 1, 0)]
    [InlineData(3, WhenRedisUnavailable.PostgresLock, 3, 0, 0, 0)]
    [InlineData(3, WhenRedisUnavailable.PostgresLock, 1, 1, 0, 0)]
    [InlineData(3, WhenRedisUnavailable.PostgresLock, 1, 0, 1, 0)]
    [InlineData(3, WhenRedisUnavailable.RunLocally, 1, 0, 0, 1)]
    [InlineData(3, WhenRedisUnavailable.Pause, 1, 0, 0, 1)]
    public void No_schedule_completes_two_runs_of_one_trigger(
        int replicas, WhenRedisUnavailable policy, byte ticks, byte crashes, byte losses, byte resignations)
        => FindNothing(replicas, policy, RedisModel.Anything, new() { Ticks = ticks, Crashes = crashes, Losses = losses, Resignations = resignations });

    [Theory]
    [InlineData(3, 2, 0, 0)]
    [InlineData(3, 1, 1, 0)]
    [InlineData(3, 1, 0, 1)]
    public void Nor_does_one_with_a_redis_that_remembers_and_is_flushed_and_goes_away(int replicas, byte ticks, byte crashes, byte losses)
        => FindNothing(
            replicas,
            WhenRedisUnavailable.PostgresLock,
            RedisModel.Remembers,
            new() { Ticks = ticks, Crashes = crashes, Losses = losses, Flushes = 1 });

    [Theory]
    [InlineData(ProtocolBreak.NoFenceAtClaim, "a run is started under token 1 after token 2 was given out")]
    [InlineData(ProtocolBreak.NoFenceAtCompletion, "two runs of one trigger are complete")]
    [InlineData(ProtocolBreak.ATokenPerRoad, "token 1 is given out after token 1")]
    [InlineData(ProtocolBreak.RequeueWithoutLooking, "two runs of one trigger are complete")]
    [InlineData(ProtocolBreak.TermLongerThanTheLease, "two replicas count on the lease at the same time")]
    public void A_spoilt_protocol_is_found_out(ProtocolBreak broken, string problem)
    {
        var explorer = new Explorer(new ElectionModel(2, WhenRedisUnavailable.PostgresLock, RedisModel.Anything, broken, Pauses));

        var violation = explorer.FindViolation();

        output.WriteLine($"{broken}, after {explorer.StateCount} states: {Describe(violation)}");
        Assert.Equal(problem, violation?.Problem);
    }

    private void FindNothing(int replicas, WhenRedisUnavailable policy, RedisModel redis, ModelState.Budget budget)
    {
        var explorer = new Explorer(new ElectionModel(replicas, policy, redis, ProtocolBreak.None, budget));

        var violation = explorer.FindViolation();

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{replicas} replicas, {policy}{(redis == RedisModel.Remembers ? " behind a Redis that remembers" : "")}, {budget.Ticks} ticks, {budget.Crashes} crashes, {budget.Losses} losses, {budget.Resignations} resignations: {explorer.StateCount:N0} states, {explorer.StepCount:N0} steps"));
        Assert.True(violation is null, Describe(violation));
    }

    private static string Describe((string Problem, IReadOnlyList<string> Schedule)? violation)
        => violation is { } found
            ? string.Join(Environment.NewLine, [found.Problem, .. found.Schedule.Select((step, number) => $"{number + 1,3}. {step}")])
            : "nothing is wrong";
}

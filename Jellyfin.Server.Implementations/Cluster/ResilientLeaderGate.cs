using MediaBrowser.Controller.Cluster;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Asks Redis twice within bounds, and then for a while not at all.</summary>
internal sealed class ResilientLeaderGate(ILeaderGate gate, TimeProvider time) : ILeaderGate
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(2);

    private readonly ResiliencePipeline _pipeline = Build(time);

    public Task<bool> TryEnterAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
        => GuardAsync(limit => gate.TryEnterAsync(owner, duration, limit), cancellationToken);

    public Task LeaveAsync(string owner, CancellationToken cancellationToken)
        => GuardAsync(
            async limit =>
            {
                await gate.LeaveAsync(owner, limit);
                return true;
            },
            cancellationToken);

    private static ResiliencePipeline Build(TimeProvider time)
    {
        var failures = new PredicateBuilder().Handle<SharedStateUnavailableException>().Handle<TimeoutRejectedException>();
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions { ShouldHandle = failures, MaxRetryAttempts = 1, Delay = RetryDelay })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions { ShouldHandle = failures, MinimumThroughput = 2, FailureRatio = 0.9, BreakDuration = BreakDuration })
            .AddTimeout(AttemptLimit)
            .Build();
    }

    private async Task<bool> GuardAsync(Func<CancellationToken, Task<bool>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(static async (ask, limit) => await ask(limit), ask, cancellationToken);
        }
        catch (ExecutionRejectedException exception)
        {
            throw new SharedStateUnavailableException("Redis does not answer", exception);
        }
    }
}

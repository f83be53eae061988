using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Finds out who answers a request for a stream: the replica that makes it, or this one, which makes it then.</summary>
internal sealed class StreamRounds(TranscodeOwnership ownership, StreamForwarder forwarder)
{
    /// <summary>Owners may die, leave or lose a stream while a request is under way; each of these is one more round.</summary>
    private const int Rounds = 5;

    /// <summary>The stream that another replica has placed here with this request; null = it comes from a client.</summary>
    public Guid? PlacedHere(ReplicaRequest original) => forwarder.IsForUs(original) ? original.Stream : null;

    /// <summary>
    /// Returns null when there is nothing to make. Throws <see cref="TranscodeFailedException"/>, also when the player ends the stream meanwhile.
    /// </summary>
    /// <param name="request">That is to be answered.</param>
    /// <param name="original">As it came, for passing on.</param>
    /// <param name="plan">What to make; not asked for while another replica makes the stream. Null = nothing.</param>
    /// <param name="make">Makes it here. Null = it was ended or taken over meanwhile.</param>
    public async Task<StreamAnswer<TMade>?> AnswerAsync<TMade>(
        StreamRequest request,
        ReplicaRequest original,
        Func<CancellationToken, Task<StreamJob?>> plan,
        Func<StreamJob, CancellationToken, Task<TMade?>> make)
        where TMade : class
    {
        try
        {
            return await AnswerAsync(request.Stream, original, plan, make, request.Token);
        }
        catch (OperationCanceledException exception) when (request.IsEnded)
        {
            throw TranscodeFailedException.ByPlayer(exception);
        }
    }

    private async Task<StreamAnswer<TMade>?> AnswerAsync<TMade>(
        string stream,
        ReplicaRequest original,
        Func<CancellationToken, Task<StreamJob?>> plan,
        Func<StreamJob, CancellationToken, Task<TMade?>> make,
        CancellationToken cancellationToken)
        where TMade : class
    {
        var isForUs = forwarder.IsForUs(original);
        var refused = new HashSet<ReplicaIdentity>();
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isForUs && await ownership.FindOtherAsync(stream, refused, cancellationToken) is { } other)
            {
                if (await forwarder.TryForwardAsync(other, stream, original, cancellationToken) is { } response)
                {
                    return new StreamAnswer<TMade>(null, response);
                }

                refused.Add(other);
            }

            if (await plan(cancellationToken) is not { } job)
            {
                return null;
            }

            if (await ownership.TakeAsync(job, refused, mustBeHere: isForUs, cancellationToken) && await make(job, cancellationToken) is { } made)
            {
                return new StreamAnswer<TMade>(made, null);
            }
        }

        throw new TranscodeFailedException("The stream changes its replica too often.");
    }
}

/// <summary>One of the two, to be disposed by the caller.</summary>
/// <param name="Made">On this replica.</param>
/// <param name="Forwarded">Answer of another replica.</param>
public sealed record StreamAnswer<TMade>(TMade? Made, HttpResponseMessage? Forwarded)
    where TMade : class;

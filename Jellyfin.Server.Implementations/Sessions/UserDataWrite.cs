using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Sessions;

/// <param name="UserId">Whose watch state.</param>
/// <param name="ItemId">Of what.</param>
/// <param name="Change">What is to be different.</param>
internal record UserDataWrite(Guid UserId, Guid ItemId, UserDataChange Change);

/// <summary>One that somebody waits for.</summary>
/// <param name="UserId">Whose watch state.</param>
/// <param name="ItemId">Of what.</param>
/// <param name="Change">What is to be different.</param>
/// <param name="Began">Time stamp of the call.</param>
/// <param name="Cancellation">Whoever asked for it has gone.</param>
internal sealed record WaitingUserDataWrite(Guid UserId, Guid ItemId, UserDataChange Change, long Began, CancellationToken Cancellation)
    : UserDataWrite(UserId, ItemId, Change)
{
    /// <summary>
    /// Of the time from the call to the commit. A replica that was cut off from everybody, or stood still, hears late or never that the load
    /// balancer has ended its requests; what it had begun then must not follow what other replicas have written since.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Nobody waits for it any more, or it comes too late.</summary>
    public bool IsGivenUp(TimeProvider time) => Cancellation.IsCancellationRequested || time.GetElapsedTime(Began) > Limit;
}

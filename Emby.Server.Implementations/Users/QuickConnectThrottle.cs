using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Users;

/// <summary>Counted over all replicas: a million codes are few for somebody who may try as often as he likes.</summary>
public sealed class QuickConnectThrottle(ISharedStore shared)
{
    private const string Collection = "quick-connect-attempts";
    private const int MostCodes = 20;
    private const int MostRequests = 100;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    /// <summary>Whether the user may enter another code.</summary>
    public Task<bool> MayEnterAsync(Guid userId, CancellationToken cancellationToken)
        => CountAsync($"user {userId:N}", MostCodes, cancellationToken);

    /// <summary>Whether devices at the address may ask for another code.</summary>
    public Task<bool> MayAskAsync(string address, CancellationToken cancellationToken)
        => CountAsync("address " + address, MostRequests, cancellationToken);

    private async Task<bool> CountAsync(string who, int most, CancellationToken cancellationToken)
    {
        var key = new SharedKey(Collection, Convert.ToHexStringLower(TokenText.Hash(who)));
        return await shared.IncrementAsync(key, Period, cancellationToken) <= most;
    }
}

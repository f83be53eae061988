namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Source of fencing tokens: only grows, whatever happens to the store that keeps the leases.</summary>
internal interface IFencingTokens
{
    /// <summary>Makes every older token of that lease worthless. Throws when the database cannot be reached.</summary>
    Task<long> NextAsync(string leaseName, string owner, CancellationToken cancellationToken);
}

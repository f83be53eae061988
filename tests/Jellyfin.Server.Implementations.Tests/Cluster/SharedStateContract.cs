namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>One replica for every test, with keys of its own: what is promised holds in process and in Redis.</summary>
public abstract class SharedStateContract(string? endpoint) : IAsyncLifetime
{
    private SharedStateHost? _host;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await SharedStateHost.StartAsync(endpoint, "a", $"{Guid.NewGuid():N}:");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host!.DisposeAsync();
    }

    protected T Get<T>()
        where T : notnull
        => _host!.Get<T>();
}

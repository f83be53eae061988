using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Trickplay;

public static class TrickplayStores
{
    /// <summary>Preview pictures in PostgreSQL.</summary>
    public static IServiceCollection AddTrickplayStores(this IServiceCollection services) => services.AddSingleton<ITrickplayStore, PostgresTrickplayStore>();
}

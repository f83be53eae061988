using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Library;

public static class LibraryServices
{
    /// <summary>Libraries, scanner, probing.</summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services)
    {
        services.AddSingleton<LibraryManager>();
        return services;
    }
}

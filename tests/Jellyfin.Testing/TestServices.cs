using Jellyfin.Server.Implementations.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Testing;

/// <summary>A container with a database, to which a test adds the feature it wants.</summary>
public static class TestServices
{
    public static IServiceCollection WithDatabase(string connectionString)
    {
        var settings = new Dictionary<string, string?> { ["Database:ConnectionString"] = connectionString };
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddDatabase();
    }
}

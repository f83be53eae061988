using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Jellyfin.Server.Implementations.Database;

public static class DatabaseServices
{
    /// <summary>PostgreSQL: data source, context factory, migrations at start.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => CreateDataSource(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddDbContextFactory<JellyfinDbContext>((provider, builder) => builder.UseNpgsql(
            provider.GetRequiredService<NpgsqlDataSource>(),
            npgsql => npgsql.EnableRetryOnFailure(maxRetryCount: 2, maxRetryDelay: TimeSpan.FromSeconds(1), errorCodesToAdd: null)));
        services.AddSingleton<DatabaseState>();
        services.AddHostedService<DatabaseMigrator>();
        return services;
    }

    /// <summary>A data source with this server's limits, whatever the connection string says less strictly.</summary>
    public static NpgsqlDataSource CreateDataSource(DatabaseOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
            ApplicationName = "jellyfin",
        };
        if (!connection.ContainsKey("Maximum Pool Size"))
        {
            connection.MaxPoolSize = options.MaxPoolSize;
        }

        if (!connection.ContainsKey("Timeout"))
        {
            connection.Timeout = 5;
        }

        if (!connection.ContainsKey("Keepalive"))
        {
            connection.KeepAlive = 10;
        }

        // Npgsql takes the wanted kind of server not from the connection string but from the data source.
        var target = Enum.TryParse<TargetSessionAttributes>(connection.TargetSessionAttributes?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var wanted)
            ? wanted
            : TargetSessionAttributes.Any;
        connection.TargetSessionAttributes = null;
        return new NpgsqlDataSourceBuilder(connection.ConnectionString).BuildMultiHost().WithTargetSession(target);
    }
}

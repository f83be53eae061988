using Jellyfin.Server.Implementations.Tasks;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Jellyfin.Server.Implementations.Database;

public static class DatabaseServices
{
    /// <summary>Of the pool that requests and tasks share.</summary>
    public const string PoolName = "jellyfin";

    /// <summary>What PostgreSQL is given to answer a request to cancel, in milliseconds.</summary>
    private const int CancellationTimeout = 500;

    /// <summary>PostgreSQL: data source, context factory, migrations at start, the cluster's clock.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => CreateDataSource(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, PoolName));
        services.AddDbContextFactory<JellyfinDbContext>((provider, builder) => builder.UseNpgsql(
            provider.GetRequiredService<NpgsqlDataSource>(),
            npgsql => npgsql.EnableRetryOnFailure(maxRetryCount: 2, maxRetryDelay: TimeSpan.FromSeconds(1), errorCodesToAdd: null))
            .AddInterceptors(provider.GetRequiredService<TaskFenceInterceptor>()));
        services.TryAddSingleton<TaskFence>();
        services.AddSingleton<TaskFenceInterceptor>();
        services.AddSingleton<DatabaseState>();
        services.AddHostedService<DatabaseMigrator>();
        services.AddClusterClock();
        return services;
    }

    /// <summary>A data source with this server's limits, whatever the connection string says less strictly.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="name">Of the pool in the metrics; two of the same name would overwrite each other's numbers.</param>
    public static NpgsqlDataSource CreateDataSource(DatabaseOptions options, string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
            ApplicationName = "jellyfin",
        };
        SetDefaults(connection, options);

        // Npgsql takes the wanted kind of server not from the connection string but from the data source.
        var target = Enum.TryParse<TargetSessionAttributes>(connection.TargetSessionAttributes?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var wanted)
            ? wanted
            : TargetSessionAttributes.Any;
        connection.TargetSessionAttributes = null;
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString)
        {
            // Metrics show the name; without one they would show the connection string.
            Name = name,
        };
        // With one host there is nothing to choose, and a source for several would turn requests away for a while after each failure.
        return target == TargetSessionAttributes.Any && !connection.Host!.Contains(',', StringComparison.Ordinal)
            ? builder.Build()
            : builder.BuildMultiHost().WithTargetSession(target);
    }

    /// <summary>
    /// A few connections to the same place for one purpose, which must not wait for the others: a busy pool costs neither leadership nor readiness.
    /// </summary>
    /// <param name="options">Of the server.</param>
    /// <param name="purpose">Part of the pool's name.</param>
    /// <param name="connections">At most.</param>
    /// <param name="limit">For connecting, and for each command. Whole seconds.</param>
    internal static NpgsqlDataSource CreateSideDataSource(DatabaseOptions options, string purpose, int connections, TimeSpan limit)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxPoolSize = connections,
            Timeout = (int)limit.TotalSeconds,
            CancellationTimeout = CancellationTimeout,
        };
        return CreateDataSource(
            new DatabaseOptions { ConnectionString = connection.ConnectionString, CommandTimeout = limit }, $"{PoolName}-{purpose}");
    }

    /// <summary>Where the connection string says nothing. <c>ContainsKey</c> would say yes to every option that exists.</summary>
    private static void SetDefaults(NpgsqlConnectionStringBuilder connection, DatabaseOptions options)
    {
        var given = connection.Keys!.Cast<string>().ToHashSet();
        connection.MaxPoolSize = given.Contains("Maximum Pool Size") ? connection.MaxPoolSize : options.MaxPoolSize;
        connection.Timeout = given.Contains("Timeout") ? connection.Timeout : 5;
        connection.KeepAlive = given.Contains("Keepalive") ? connection.KeepAlive : 10;
        // A host that failed once is not asked again for so long; the default of ten seconds would prolong every short absence.
        connection.HostRecheckSeconds = given.Contains("Host Recheck Seconds") ? connection.HostRecheckSeconds : 1;
    }
}

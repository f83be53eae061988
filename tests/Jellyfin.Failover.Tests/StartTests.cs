using System.Net;
using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;
using Npgsql;

namespace Jellyfin.Failover.Tests;

public sealed class StartTests(ClusterFixture cluster) : Scenario(cluster)
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(5);
    private static readonly Dictionary<string, string> NoSettings = [];

    [Fact(Timeout = 180_000)]
    public async Task Replicas_that_find_neither_database_nor_Redis_wait_for_them()
    {
        using var row = new ReportRow("PostgreSQL and Redis gone at start", "both replicas started without them; PostgreSQL comes first, Redis after it");
        await KillAllAsync();
        await Cluster.Cluster.StopServiceAsync("redis", Token);
        await Cluster.Cluster.StopServiceAsync("postgres", Token);
        await Cluster.Cluster.LaunchReplicaAsync("r1", NoSettings);
        await Cluster.Cluster.LaunchReplicaAsync("r2", NoSettings);
        await WaitUntilAliveAsync("r1");
        await WaitUntilAliveAsync("r2");
        row.Claim("alive and not ready", !await IsReadyAsync("r1") && !await IsReadyAsync("r2"));

        await Cluster.Cluster.StartServiceAsync("postgres", Token);
        var there = Now();
        row.Measure("r1 ready with PostgreSQL alone", await UntilReadyAsync("r1", true, there), ReadyLimit);
        await UntilReadyAsync("r2", true, there);
        await Wait.UntilAsync(
            async () => await Balancer.UpAsync(await Cluster.Cluster.StatusAsync(Token), Token) == 2, "the balancer knows both", Patience, Token);
        await using (var alone = await ClientLoad.StartAsync(Cluster, Token))
        {
            await Cluster.Cluster.StartServiceAsync("redis", Token);
            row.Clients(await alone.StopAsync(Token));
        }

        row.Check();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_replica_that_starts_while_another_migrates_waits_for_it()
    {
        using var row = new ReportRow("Replica started while another migrates", "an empty database that is slow to change; the second replica starts while the first one creates the tables");
        await KillAllAsync();
        await using var empty = await MakeSlowDatabaseAsync();
        var settings = new Dictionary<string, string> { ["Database__ConnectionString"] = empty.ConnectionString };

        await Cluster.Cluster.LaunchReplicaAsync("r1", settings);
        await Wait.UntilAsync(IsMigratingAsync, "r1 migrates", Patience, Token);
        await Cluster.Cluster.LaunchReplicaAsync("r2", settings);
        await WaitUntilAliveAsync("r2");
        row.Claim("second one alive and not ready meanwhile", !await IsReadyAsync("r2") && !await IsReadyAsync("r1"));
        var waiting = Now();
        await UntilReadyAsync("r1", true, waiting);
        row.Measure("second one ready after the first", await UntilReadyAsync("r2", true, Now()), ReadyLimit);

        row.Claim("one of them made the schema", await CountAsync(empty, "SELECT count(DISTINCT pid) FROM ddl_log WHERE tag = 'CREATE INDEX'") == 1);
        row.Check();
    }

    private async Task KillAllAsync()
    {
        await Cluster.KillAsync("r1", Token);
        await Cluster.KillAsync("r2", Token);
    }

    /// <summary>Each change of the schema takes a while and notes who made it.</summary>
    private async Task<NpgsqlDataSource> MakeSlowDatabaseAsync()
    {
        await ExecuteAsync(Cluster.Database, "CREATE DATABASE slow");
        var slow = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Cluster.Database.ConnectionString) { Database = "slow" });
        await ExecuteAsync(slow, """
            CREATE TABLE ddl_log (pid int, tag text);
            CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS
              $$ BEGIN INSERT INTO ddl_log VALUES (pg_backend_pid(), tg_tag); PERFORM pg_sleep(0.1); END $$;
            CREATE EVENT TRIGGER slow ON ddl_command_end EXECUTE FUNCTION slow();
            """);
        return slow;
    }

    private async Task<bool> IsMigratingAsync()
        => await CountAsync(Cluster.Database, "SELECT count(*) FROM pg_stat_activity WHERE datname = 'slow' AND wait_event = 'PgSleep'") > 0;

    private Task<TimeSpan> WaitUntilAliveAsync(string replica)
        => Wait.UntilAsync(
            async () =>
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
                try
                {
                    var url = (await Cluster.Cluster.StatusAsync(Token)).Replicas.Single(one => one.Id == replica).Url;
                    using var answer = await client.GetAsync(new Uri(url + "/health"), Token);
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !Token.IsCancellationRequested)
                {
                    return false;
                }
            },
            $"{replica} is alive",
            Patience,
            Token);

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}

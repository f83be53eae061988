using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Jellyfin.Testing;

/// <summary>
/// A real server, or several replicas of it, on a database of its own and the real Redis (own key prefix), set up by the wizard.
/// Take it as a class fixture, so that the tests of a class share one:
/// <code>
/// public sealed class GenreTests(ReplicaFixture server) : IClassFixture&lt;ReplicaFixture&gt;
/// {
///     [Fact]
///     public async Task A_new_server_has_no_genres()
///     {
///         var genres = await server.Client.GetFromJsonAsync&lt;JsonElement&gt;("/Genres", TestContext.Current.CancellationToken);
/// </code>
/// <see cref="Client"/> is the administrator's on the first replica; <see cref="TwoReplicas"/> has a second one in
/// <see cref="Replicas"/>. <c>server.Replicas[1].CreateClient(server.Token)</c> is the same log-in elsewhere,
/// <see cref="LogInAsync"/> another one. Options of the server are environment variables: override <see cref="Settings"/>.
/// <see cref="FreshReplica"/> has not been through the wizard. The test project must reference Jellyfin.Server and have
/// <see cref="PostgresFixture"/> and <see cref="RedisFixture"/> as assembly fixtures.
/// </summary>
public class ReplicaFixture(PostgresFixture postgres, RedisFixture redis) : IAsyncLifetime
{
    public const string AdminName = "admin";
    public const string AdminPassword = "admin password";

    private readonly string _data = Directory.CreateTempSubdirectory("jellyfin-data-").FullName;
    private readonly List<Replica> _replicas = [];

    public IReadOnlyList<Replica> Replicas => _replicas;

    /// <summary>The administrator on the first replica.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The administrator's token; works on every replica.</summary>
    public string Token { get; private set; } = "";

    public Guid UserId { get; private set; }

    /// <summary>Connection string of the database, for tests that look behind the API.</summary>
    public string Database { get; private set; } = "";

    protected virtual int ReplicaCount => 1;

    protected virtual bool RunsWizard => true;

    /// <summary>Further options, in the form of environment variables (<c>Section__Name</c>).</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected virtual string RedisEndpoint => redis.Endpoint;

    /// <summary>Connection string by which the replicas reach the database.</summary>
    protected virtual Task<string> ReachAsync(string database) => Task.FromResult(database);

    public async ValueTask InitializeAsync()
    {
        Database = await postgres.CreateDatabaseAsync();
        var settings = new Dictionary<string, string>(Settings)
        {
            ["Database__ConnectionString"] = await ReachAsync(Database),
            ["Redis__Endpoint"] = RedisEndpoint,
            ["Redis__KeyPrefix"] = $"test-{Guid.NewGuid():N}:",
            ["Paths__Data"] = _data,
        };
        if (RedisEndpoint == redis.Endpoint)
        {
            settings.TryAdd("Redis__CommandTimeout", RedisFixture.CommandTimeout);
        }

        for (var number = 1; number <= ReplicaCount; number++)
        {
            _replicas.Add(new Replica($"replica-{number}", settings));
        }

        await Task.WhenAll(_replicas.Select(replica => replica.StartAsync(CancellationToken.None)));
        if (RunsWizard)
        {
            await RunWizardAsync();
            (Token, UserId) = await LogInAsync(_replicas[0], AdminName, AdminPassword);
            Client = _replicas[0].CreateClient(Token);
        }
    }

    /// <summary>Returns the token and the user's id.</summary>
    public static async Task<(string Token, Guid UserId)> LogInAsync(Replica replica, string name, string password, string deviceId = "test-device")
    {
        using var client = replica.CreateClient(token: null, deviceId);
        using var response = await client.PostAsJsonAsync("/Users/AuthenticateByName", new { Username = name, Pw = password });
        response.EnsureSuccessStatusCode();
        var login = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (login.GetProperty("AccessToken").GetString()!, Guid.Parse(login.GetProperty("User").GetProperty("Id").GetString()!));
    }

    /// <summary>What a browser sends during the first run.</summary>
    public async Task RunWizardAsync()
    {
        using var client = _replicas[0].CreateClient(token: null);
        (await client.GetAsync(new Uri("/Startup/User", UriKind.Relative))).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync("/Startup/User", new { Name = AdminName, Password = AdminPassword })).EnsureSuccessStatusCode();
        (await client.PostAsync(new Uri("/Startup/Complete", UriKind.Relative), content: null)).EnsureSuccessStatusCode();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Two replicas on the same database and Redis.</summary>
public sealed class TwoReplicas(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    protected override int ReplicaCount => 2;
}

/// <summary>One replica that has not been through the wizard.</summary>
public sealed class FreshReplica(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    protected override bool RunsWizard => false;
}

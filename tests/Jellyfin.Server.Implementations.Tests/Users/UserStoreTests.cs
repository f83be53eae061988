using Jellyfin.Server.Implementations.Tests.Configuration;
using Jellyfin.Server.Implementations.Users;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Users;

/// <summary>Two replicas' stores on one database.</summary>
public sealed class UserStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DirectBus _bus = new();
    private readonly List<ServiceProvider> _replicas = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        for (var replica = 0; replica < 2; replica++)
        {
            _replicas.Add(TestServices.WithDatabase(database).AddSingleton<IMessageBus>(_bus).AddUserStores().BuildServiceProvider());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_two_administrators_who_demote_each_other_at_once_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            Guid first = await AddAsync($"first {round}", isAdministrator: true), second = await AddAsync($"second {round}", isAdministrator: true);

            var results = await Task.WhenAll(
                Users(0).UpdatePolicyAsync(first, _ => new UserPolicy(), Cancellation),
                Users(1).UpdatePolicyAsync(second, _ => new UserPolicy(), Cancellation));

            Assert.Equal([UserWrite.Done, UserWrite.LastAdministrator], results.Order());
            var last = Assert.Single(await Users(0).ListAsync(Cancellation), user => user.Policy.IsAdministrator);
            // Makes room for the next round.
            await Users(0).UpdateAsync(last.Id, user => user.Policy.IsAdministrator = false, Cancellation);
        }
    }

    [Fact]
    public async Task Of_two_administrators_who_remove_each_other_at_once_one_stays()
    {
        Guid first = await AddAsync("first", isAdministrator: true), second = await AddAsync("second", isAdministrator: true);

        var results = await Task.WhenAll(Users(0).RemoveAsync(first, Cancellation), Users(1).RemoveAsync(second, Cancellation));

        Assert.Equal([UserWrite.Done, UserWrite.LastAdministrator], results.Order());
    }

    [Fact]
    public async Task Only_one_first_user_is_made()
    {
        var made = await Task.WhenAll(Users(0).AddFirstAsync(NewUser("root"), Cancellation), Users(1).AddFirstAsync(NewUser("other"), Cancellation));

        Assert.Single(made, true);
        Assert.Single(await Users(0).ListAsync(Cancellation));
    }

    [Fact]
    public async Task Names_differ_by_more_than_case()
    {
        await AddAsync("Ann");
        var bob = await AddAsync("Bob");

        Assert.False(await Users(1).AddAsync(NewUser("ANN"), Cancellation));
        Assert.Equal(UserWrite.NameTaken, await Users(1).RenameAsync(bob, "ann", Cancellation));
        Assert.Equal(UserWrite.Done, await Users(1).RenameAsync(bob, "BOB", Cancellation));
        Assert.Equal("BOB", (await Users(0).FindByNameAsync("bob", Cancellation))!.Name);
    }

    [Fact]
    public async Task Changes_on_both_replicas_at_once_lose_nothing()
    {
        var id = await AddAsync("counted");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Users(number % 2).UpdateAsync(id, user => user.Policy.InvalidLoginAttemptCount++, Cancellation)));

        Assert.Equal(10, (await Users(0).FindAsync(id, Cancellation))!.Policy.InvalidLoginAttemptCount);
    }

    [Fact]
    public async Task A_log_in_on_the_same_device_replaces_the_token_at_once_on_both_replicas()
    {
        var user = await AddAsync("ann");
        await Tokens(0).ReplaceAsync(Token(user, "one"), Cancellation);
        Assert.Equal(user, (await FindAsync(0, "one"))!.User!.Id);
        Assert.NotNull(await FindAsync(1, "one"));

        await Tokens(1).ReplaceAsync(Token(user, "two"), Cancellation);

        Assert.Null(await FindAsync(0, "one"));
        Assert.Null(await FindAsync(1, "one"));
        Assert.NotNull(await FindAsync(0, "two"));
        Assert.Single(await Tokens(0).ListAsync(user, Cancellation));
    }

    [Fact]
    public async Task Log_ins_of_one_device_at_the_same_time_leave_one_token()
    {
        var user = await AddAsync("ann");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Tokens(number % 2).ReplaceAsync(Token(user, "token " + number), Cancellation)));

        var left = Assert.Single(await Tokens(0).ListAsync(user, Cancellation));
        for (var number = 0; number < 8; number++)
        {
            var owner = await FindAsync(number % 2, "token " + number);
            Assert.Equal(left.TokenHash.SequenceEqual(TokenText.Hash("token " + number)), owner is not null);
        }
    }

    [Fact]
    public async Task Changes_of_a_user_are_seen_through_the_token_at_once()
    {
        var user = await AddAsync("ann");
        await Tokens(0).ReplaceAsync(Token(user, "one"), Cancellation);
        Assert.False((await FindAsync(1, "one"))!.User!.Policy.IsDisabled);

        await Users(0).UpdatePolicyAsync(user, policy => new UserPolicy { IsDisabled = true }, Cancellation);

        Assert.True((await FindAsync(1, "one"))!.User!.Policy.IsDisabled);
    }

    [Fact]
    public async Task A_lost_revocation_is_made_up_for_when_the_bus_is_back()
    {
        var user = await AddAsync("ann");
        await Tokens(0).ReplaceAsync(Token(user, "one"), Cancellation);
        Assert.NotNull(await FindAsync(1, "one"));
        _bus.IsCut = true;
        await Tokens(0).RemoveUserAsync(user, except: null, Cancellation);
        Assert.Null(await FindAsync(0, "one"));
        Assert.NotNull(await FindAsync(1, "one"));

        _bus.IsCut = false;
        await _bus.ResynchroniseAsync();

        Assert.Null(await FindAsync(1, "one"));
    }

    private IUserStore Users(int replica) => _replicas[replica].GetRequiredService<IUserStore>();

    private ITokenStore Tokens(int replica) => _replicas[replica].GetRequiredService<ITokenStore>();

    private Task<TokenOwner?> FindAsync(int replica, string token) => Tokens(replica).FindAsync(TokenText.Hash(token), Cancellation);

    private async Task<Guid> AddAsync(string name, bool isAdministrator = false)
    {
        var user = NewUser(name);
        user.Policy.IsAdministrator = isAdministrator;
        Assert.True(await Users(0).AddAsync(user, Cancellation));
        return user.Id;
    }

    private static User NewUser(string name) => new() { Id = Guid.CreateVersion7(), Name = name, NormalizedName = "" };

    private static AccessToken Token(Guid userId, string text) => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = userId,
        TokenHash = TokenText.Hash(text),
        DeviceId = "device",
        DeviceName = "Device",
        AppName = "App",
        AppVersion = "1",
        DateCreated = TimeProvider.System.GetUtcNow(),
        DateLastActivity = TimeProvider.System.GetUtcNow(),
    };
}

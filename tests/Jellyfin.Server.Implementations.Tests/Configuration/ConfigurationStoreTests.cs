using Jellyfin.Server.Implementations.Configuration;
using Jellyfin.Testing;
using MediaBrowser.Controller.Configuration;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Configuration;

public sealed class ConfigurationStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DirectBus _bus = new();
    private NpgsqlDataSource _database = null!;
    private PostgresConfigurationStore _first = null!;
    private PostgresConfigurationStore _second = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        _first = new PostgresConfigurationStore(_database, _bus, TimeProvider.System);
        _second = new PostgresConfigurationStore(_database, _bus, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Defaults_are_read_when_nothing_was_saved()
    {
        var configuration = await _first.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token);

        Assert.Equal((5, 90, 300), (configuration.MinResumePct, configuration.MaxResumePct, configuration.MinResumeDurationSeconds));
        Assert.False(configuration.IsStartupWizardCompleted);
    }

    [Fact]
    public async Task A_change_on_one_replica_is_read_on_the_other()
    {
        await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token);

        await _first.SaveAsync(ConfigurationKeys.System, new ServerConfiguration { ServerName = "Living room" }, Token);

        Assert.Equal("Living room", (await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token)).ServerName);
    }

    [Fact]
    public async Task A_lost_message_is_made_good_by_resynchronising()
    {
        await _first.SaveAsync(ConfigurationKeys.System, new ServerConfiguration { IsStartupWizardCompleted = true }, Token);
        await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token);
        _bus.IsCut = true;
        await _first.SaveAsync(ConfigurationKeys.System, new ServerConfiguration { ServerName = "New", IsStartupWizardCompleted = true }, Token);
        Assert.Equal("", (await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token)).ServerName);

        await _bus.ResynchroniseAsync();

        Assert.Equal("New", (await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token)).ServerName);
    }

    [Fact]
    public async Task The_end_of_the_wizard_is_known_elsewhere_before_any_message_arrives()
    {
        await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token);
        _bus.IsCut = true;

        await _first.UpdateAsync<ServerConfiguration>(ConfigurationKeys.System, old => old with { IsStartupWizardCompleted = true }, Token);

        Assert.True((await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token)).IsStartupWizardCompleted);
    }

    [Fact]
    public async Task Updates_of_two_replicas_do_not_lose_each_other()
    {
        var updates = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? _first : _second).UpdateAsync<ServerConfiguration>(
            ConfigurationKeys.System, old => old with { CacheSize = old.CacheSize + 1 }, Token));

        await Task.WhenAll(updates);

        Assert.Equal(220, (await _first.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token)).CacheSize);
        Assert.Equal(220, (await _second.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Token)).CacheSize);
    }

    [Fact]
    public async Task What_was_read_is_read_again_while_the_database_is_away()
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        await using var database = NpgsqlDataSource.Create(connectionString);
        using var store = new PostgresConfigurationStore(database, _bus, TimeProvider.System);
        await store.SaveAsync(ConfigurationKeys.Branding, new BrandingOptions { CustomCss = "a" }, Token);
        await store.GetAsync<BrandingOptions>(ConfigurationKeys.Branding, Token);

        await using (var admin = NpgsqlDataSource.Create(postgres.AdminConnectionString))
        {
            await using var drop = admin.CreateCommand($"DROP DATABASE {connectionString.Database} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync(Token);
        }

        await _bus.ResynchroniseAsync();

        Assert.Equal("a", (await store.GetAsync<BrandingOptions>(ConfigurationKeys.Branding, Token)).CustomCss);
        await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await store.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, Token));
    }

    [Fact]
    public async Task Replicas_that_start_together_agree_on_the_server_id()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new PostgresServerIdentity(_database).GetIdAsync(Token).AsTask()));

        Assert.Single(ids.Distinct());
        Assert.True(Guid.TryParseExact(ids[0], "N", out var _));
    }
}

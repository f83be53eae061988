using Jellyfin.Server.Implementations.Sessions;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Sessions;

/// <summary>
/// A replica's change is held up on its way to the database. Meanwhile another replica writes something newer, which is acknowledged; then the
/// change arrives.
/// </summary>
public sealed class LateUserDataTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Guid _user = Guid.NewGuid();
    private readonly Item _film = new() { Id = Guid.NewGuid(), Kind = BaseItemKind.Movie, Name = "Film", SortName = "film", SearchName = "film" };
    private readonly SteppedTime _time = new();
    private readonly CancellationTokenSource _gone = new();
    private CuttableLink _link = null!;
    private PostgresUserDataStore _late = null!;
    private PostgresUserDataStore _elsewhere = null!;

    public async ValueTask InitializeAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        var contexts = PostgresFixture.Contexts(database.ConnectionString);
        await using (var context = await contexts.CreateDbContextAsync(Cancel))
        {
            context.AddRange(new User { Id = _user, Name = "Ann", NormalizedName = "ANN" }, _film);
            await context.SaveChangesAsync(Cancel);
        }

        _elsewhere = new PostgresUserDataStore(contexts, TimeProvider.System);
        _link = new CuttableLink(database.Port);
        database.Port = _link.Port;
        _late = new PostgresUserDataStore(PostgresFixture.Contexts(database.ConnectionString), _time);
        await WriteAsync(_late, 1, Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_given_up_is_not_written()
    {
        var old = await BeginAsync(() => WriteAsync(_late, 10, _gone.Token));
        await OvertakeAsync(GiveUp);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => old);
    }

    [Fact]
    public async Task What_was_given_up_is_not_written_to_all_of_a_folder()
    {
        var old = await BeginAsync(
            () => _late.UpdateBelowAsync(_user, _film.Id, new UserDataChange { PlaybackPositionTicks = 10 }, _gone.Token));
        await OvertakeAsync(GiveUp);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => old);
    }

    [Fact]
    public async Task What_nobody_has_given_up_is_refused_after_a_while()
    {
        var old = await BeginAsync(() => WriteAsync(_late, 10, _gone.Token));
        await OvertakeAsync(() => _time.Advance(WaitingUserDataWrite.Limit + TimeSpan.FromTicks(1)));

        await Assert.ThrowsAsync<TimeoutException>(() => old);
    }

    [Fact]
    public async Task What_has_waited_for_a_short_time_is_written()
    {
        var old = await BeginAsync(() => WriteAsync(_late, 10, _gone.Token));
        _time.Advance(WaitingUserDataWrite.Limit);
        _link.Release();
        await old;

        Assert.Equal(10, await ReadAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _late.Dispose();
        _elsewhere.Dispose();
        await _link.DisposeAsync();
        _gone.Dispose();
    }

    private async Task<Task> BeginAsync(Func<Task> begin)
    {
        _link.Cut();
        var old = begin();
        await Eventually.IsTrueAsync(() => _link.HasHeld, "the old position is on its way");
        return old;
    }

    /// <summary>The request to cancel does not arrive either, and who sends it waits for that.</summary>
    private void GiveUp() => _ = Task.Run(_gone.Cancel, Cancel);

    private async Task OvertakeAsync(Action meanwhile)
    {
        meanwhile();
        await WriteAsync(_elsewhere, 189, Cancel);
        _link.Release();
        // Whoever is next on the same connection: the old one is over.
        await _late.UpdateAsync(_user, Guid.NewGuid(), new UserDataChange { PlaybackPositionTicks = 1 }, Cancel);

        Assert.Equal(189, await ReadAsync());
    }

    private Task WriteAsync(PostgresUserDataStore store, long position, CancellationToken cancellationToken)
        => store.UpdateAsync(_user, _film.Id, new UserDataChange { PlaybackPositionTicks = position }, cancellationToken);

    private async Task<long?> ReadAsync() => (await _elsewhere.FindAsync(_user, _film.Id, Cancel))?.PlaybackPositionTicks;
}

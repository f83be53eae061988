using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Sessions;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Sessions;

public sealed class PostgresUserDataStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Guid _user = Guid.NewGuid();
    private IDbContextFactory<JellyfinDbContext> _contexts = null!;
    private PostgresUserDataStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _contexts = PostgresFixture.Contexts(await postgres.CreateDatabaseAsync());
        _store = new PostgresUserDataStore(_contexts, TimeProvider.System);
        await AddAsync(new User { Id = _user, Name = "Ann", NormalizedName = "ANN" });
    }

    [Fact]
    public async Task Writers_of_different_fields_lose_nothing()
    {
        var item = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[]
        {
            UpdateAsync(item, new UserDataChange { IsFavorite = true }),
            UpdateAsync(item, new UserDataChange { PlaybackPositionTicks = 42 }),
            UpdateAsync(item, new UserDataChange { AddPlays = 1 }),
            UpdateAsync(item, new UserDataChange { Rating = 7.5 }),
        }));

        var data = await _store.FindAsync(_user, item, Cancellation);
        Assert.NotNull(data);
        Assert.True(data.IsFavorite);
        Assert.Equal(42, data.PlaybackPositionTicks);
        Assert.Equal(10, data.PlayCount);
        Assert.Equal(7.5, data.Rating);
    }

    [Fact]
    public async Task Writers_behind_a_transaction_pooler_lose_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var pooler = await TransactionPooler.StartAsync(database, connections: 3, Cancellation);
        var pooled = PostgresFixture.Contexts(pooler.To(database));
        using var store = new PostgresUserDataStore(pooled, TimeProvider.System);
        var users = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();
        await using (var context = await pooled.CreateDbContextAsync(Cancellation))
        {
            context.AddRange(users.Select(user => new User { Id = user, Name = $"{user}", NormalizedName = $"{user}" }));
            await context.SaveChangesAsync(Cancellation);
        }

        var item = Guid.NewGuid();
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(users.Select(user => store.UpdateAsync(user, item, new UserDataChange { AddPlays = 1 }, Cancellation)));
        }

        foreach (var user in users)
        {
            Assert.Equal(10, (await store.FindAsync(user, item, Cancellation))?.PlayCount);
        }
    }

    [Fact]
    public async Task An_update_leaves_the_rest_of_the_row()
    {
        var item = Guid.NewGuid();
        await UpdateAsync(item, new UserDataChange { IsFavorite = true, PlayCount = 3 });

        var data = await UpdateAsync(item, new UserDataChange { Played = true });

        Assert.Equal((true, 3, true), (data.IsFavorite, data.PlayCount, data.Played));
    }

    [Fact]
    public async Task A_first_date_does_not_replace_a_known_one()
    {
        var item = Guid.NewGuid();
        var watched = new DateTimeOffset(2020, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));
        await UpdateAsync(item, new UserDataChange { LastPlayedDateIfNone = watched });

        var data = await UpdateAsync(item, new UserDataChange { LastPlayedDateIfNone = watched.AddDays(1), MinimumPlayCount = 1 });

        Assert.Equal(watched, data.LastPlayedDate);
        Assert.Equal(1, data.PlayCount);
    }

    [Fact]
    public async Task Clearing_removes_values()
    {
        var item = Guid.NewGuid();
        await UpdateAsync(item, new UserDataChange { Likes = true, Rating = 10, AudioStreamIndex = 1, LastPlayedDate = DateTimeOffset.UnixEpoch });

        var data = await UpdateAsync(
            item,
            new UserDataChange { ClearLikes = true, ClearAudioStreamIndex = true, ClearLastPlayedDate = true });

        Assert.Null(data.Likes);
        Assert.Null(data.Rating);
        Assert.Null(data.AudioStreamIndex);
        Assert.Null(data.LastPlayedDate);
    }

    [Fact]
    public async Task A_change_of_a_series_reaches_every_episode_and_nothing_else()
    {
        var series = NewItem(BaseItemKind.Series, isFolder: true);
        var season = NewItem(BaseItemKind.Season, isFolder: true, parent: series.Id);
        var inFolder = NewItem(BaseItemKind.Episode, parent: season.Id);
        var loose = NewItem(BaseItemKind.Episode, parent: series.Id);
        loose.SeasonId = season.Id;
        var extra = NewItem(BaseItemKind.Video, parent: series.Id);
        extra.Role = ItemRole.Extra;
        var other = NewItem(BaseItemKind.Episode);
        await AddAsync(series, season, inFolder, loose, extra, other);

        var changed = await _store.UpdateBelowAsync(_user, series.Id, new UserDataChange { Played = true }, Cancellation);

        Assert.Equal(new[] { inFolder.Id, loose.Id }.Order(), changed.Order());
        var data = await _store.FindManyAsync(_user, [inFolder.Id, loose.Id, other.Id], Cancellation);
        Assert.Equal(2, data.Count);
        Assert.All(data.Values, row => Assert.True(row.Played));
    }

    [Fact]
    public async Task A_change_of_a_collection_reaches_its_members()
    {
        var collection = NewItem(BaseItemKind.BoxSet, isFolder: true);
        var film = NewItem(BaseItemKind.Movie);
        await AddAsync(collection, film, new LinkedChild { Id = Guid.NewGuid(), ParentId = collection.Id, ChildId = film.Id, SortOrder = 0 });

        Assert.Equal([film.Id], await _store.UpdateBelowAsync(_user, collection.Id, new UserDataChange { Played = true }, Cancellation));
    }

    [Fact]
    public async Task A_change_that_cannot_be_made_spoils_nobody_elses()
    {
        var items = Enumerable.Range(0, 50).Select(_ => Guid.NewGuid()).ToList();
        var stranger = Guid.NewGuid();

        var good = items.Select(item => _store.UpdateAsync(_user, item, new UserDataChange { Played = true }, Cancellation)).ToList();
        var bad = items.Select(item => _store.UpdateAsync(stranger, item, new UserDataChange { Played = true }, Cancellation)).ToList();
        await Task.WhenAll(good);

        Assert.Equal(items.Count, (await _store.FindManyAsync(_user, items, Cancellation)).Count);
        foreach (var change in bad)
        {
            Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, (await Assert.ThrowsAsync<PostgresException>(() => change)).SqlState);
        }
    }

    [Fact]
    public async Task Changes_of_one_item_are_made_in_the_order_they_came_in()
    {
        var item = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(1, 500).Select(
            position => _store.UpdateAsync(_user, item, new UserDataChange { PlaybackPositionTicks = position, AddPlays = 1 }, Cancellation)));

        var data = (await _store.FindAsync(_user, item, Cancellation))!;
        Assert.Equal((500, 500), (data.PlaybackPositionTicks, data.PlayCount));
    }

    [Fact]
    public async Task Changes_of_many_items_and_of_whole_folders_never_wait_for_each_other_in_a_circle()
    {
        var series = NewItem(BaseItemKind.Series, isFolder: true);
        var episodes = Enumerable.Range(0, 100).Select(_ => NewItem(BaseItemKind.Episode, parent: series.Id)).ToList();
        await AddAsync([series, .. episodes]);
        using var elsewhere = new PostgresUserDataStore(_contexts, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(round => episodes.AsEnumerable().Reverse().SelectMany(episode => new[]
        {
            _store.UpdateAsync(_user, episode.Id, new UserDataChange { AddPlays = 1 }, Cancellation),
            elsewhere.UpdateAsync(_user, episode.Id, new UserDataChange { AddPlays = 1 }, Cancellation),
        }).Append(_store.UpdateBelowAsync(_user, series.Id, new UserDataChange { AddPlays = 1 }, Cancellation))));

        var data = await _store.FindManyAsync(_user, [.. episodes.Select(episode => episode.Id)], Cancellation);
        Assert.All(data.Values, row => Assert.Equal(15, row.PlayCount));
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Returns the row as it is afterwards.</summary>
    private async Task<UserItemData> UpdateAsync(Guid item, UserDataChange change)
    {
        await _store.UpdateAsync(_user, item, change, Cancellation);
        return (await _store.FindAsync(_user, item, Cancellation))!;
    }

    private async Task AddAsync(params object[] rows)
    {
        await using var context = await _contexts.CreateDbContextAsync(Cancellation);
        context.AddRange(rows);
        await context.SaveChangesAsync(Cancellation);
    }

    private static Item NewItem(BaseItemKind kind, bool isFolder = false, Guid? parent = null) => new()
    {
        Id = Guid.NewGuid(),
        Kind = kind,
        Name = "name",
        SortName = "name",
        SearchName = "name",
        IsFolder = isFolder,
        ParentId = parent,
    };
}

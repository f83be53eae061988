using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The second party is on the last replica.</summary>
public abstract class UserDataContract(ReplicaFixture server)
{
    [Theory]
    [InlineData("/UserFavoriteItems/{0}")]
    [InlineData("/Users/{1}/FavoriteItems/{0}")]
    public async Task Marking_a_favourite_answers_with_the_state_that_the_other_replica_sees(string route)
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));
        var path = string.Format(null, route, film.Id.ToString("N"), server.UserId.ToString("N"));
        using var other = server.Replicas[^1].CreateClient(server.Token);

        var marked = await server.Client.AskAsync(HttpMethod.Post, path);

        Assert.Equal("PlaybackPositionTicks PlayCount IsFavorite Played Key ItemId", marked.Names());
        Assert.True(marked.GetProperty("IsFavorite").GetBoolean());
        Assert.Equal(film.Id.ToString("D"), marked.GetProperty("Key").GetString());
        var seen = await other.ReadAsync($"/UserItems/{film.Id:N}/UserData?userId={server.UserId:N}");
        Assert.Equal(marked.ToString(), seen.ToString());
        Assert.False((await other.AskAsync(HttpMethod.Delete, path)).GetProperty("IsFavorite").GetBoolean());
    }

    [Fact]
    public async Task Marking_a_series_played_reaches_every_episode()
    {
        var (series, episodes) = await server.AddSeriesAsync(3);
        var first = await server.Client.ReadAsync($"/UserItems/{series.Id}/UserData");
        Assert.Equal(3, first.GetProperty("UnplayedItemCount").GetInt32());

        var marked = await server.Client.AskAsync(HttpMethod.Post, $"/UserPlayedItems/{series.Id}?datePlayed=2024-02-03T04:05:06.000Z");

        Assert.True(marked.GetProperty("Played").GetBoolean());
        Assert.Equal(0, marked.GetProperty("UnplayedItemCount").GetInt32());
        foreach (var episode in episodes)
        {
            var state = await server.Client.ReadAsync($"/UserItems/{episode.Id}/UserData");
            Assert.Equal("2024-02-03T04:05:06.0000000Z", state.GetProperty("LastPlayedDate").GetString());
            Assert.Equal(1, state.GetProperty("PlayCount").GetInt32());
        }

        var unmarked = await server.Client.AskAsync(HttpMethod.Delete, $"/UserPlayedItems/{series.Id}");
        Assert.Equal(3, unmarked.GetProperty("UnplayedItemCount").GetInt32());
    }

    [Fact]
    public async Task An_old_client_may_write_the_date_without_separators()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));

        var marked = await server.Client.AskAsync(HttpMethod.Post, $"/Users/{server.UserId:N}/PlayedItems/{film.Id:N}?DatePlayed=20240203040506");

        Assert.Equal("2024-02-03T04:05:06.0000000Z", marked.GetProperty("LastPlayedDate").GetString());
    }

    [Fact]
    public async Task A_thumb_is_also_a_number()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));

        var liked = await server.Client.AskAsync(HttpMethod.Post, $"/UserItems/{film.Id}/Rating?likes=true");
        var none = await server.Client.AskAsync(HttpMethod.Delete, $"/UserItems/{film.Id}/Rating");

        Assert.True(liked.GetProperty("Likes").GetBoolean());
        Assert.Equal(10, liked.GetProperty("Rating").GetDouble());
        Assert.False(none.TryGetProperty("Likes", out _));
    }

    [Fact]
    public async Task A_partial_update_leaves_the_rest_and_takes_numbers_as_text()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));
        await server.Client.AskAsync(HttpMethod.Post, $"/UserFavoriteItems/{film.Id}");

        var state = await server.Client.AskAsync(
            HttpMethod.Post, $"/UserItems/{film.Id}/UserData", new { PlaybackPositionTicks = "36000000000", Unknown = 1 });

        Assert.True(state.GetProperty("IsFavorite").GetBoolean());
        Assert.Equal(50, state.GetProperty("PlayedPercentage").GetDouble());
    }

    [Fact]
    public async Task Only_administrators_act_for_others()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));
        var created = await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = "Bob", Password = "bobs" });
        var bobId = created.GetProperty("Id").GetString();
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], "Bob", "bobs", "bobs-device");
        using var bob = server.Replicas[0].CreateClient(token, "bobs-device");

        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusAsync(HttpMethod.Post, $"/UserFavoriteItems/{film.Id}?userId={server.UserId}"));
        Assert.Equal(HttpStatusCode.OK, await server.Client.StatusAsync(HttpMethod.Post, $"/UserFavoriteItems/{film.Id}?userId={bobId}"));
        Assert.True((await bob.ReadAsync($"/UserItems/{film.Id}/UserData")).GetProperty("IsFavorite").GetBoolean());
        Assert.False((await server.Client.ReadAsync($"/UserItems/{film.Id}/UserData")).GetProperty("IsFavorite").GetBoolean());
    }

    [Fact]
    public async Task An_unknown_item_is_404_and_a_bad_id_400()
    {
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Post, $"/UserFavoriteItems/{Guid.NewGuid()}"));
        Assert.Equal(HttpStatusCode.BadRequest, await server.Client.StatusAsync(HttpMethod.Post, "/UserFavoriteItems/nonsense"));
    }
}

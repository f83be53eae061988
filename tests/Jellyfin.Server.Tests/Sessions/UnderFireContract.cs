using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>One user's devices on all replicas, all at once.</summary>
public abstract class UnderFireContract(ReplicaFixture server)
{
    private const int Devices = 6;
    private const int Rounds = 15;

    [Fact]
    public async Task Devices_that_change_the_same_item_at_once_lose_no_field_and_never_wait_for_each_other()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(10));
        var (series, episodes) = await server.AddSeriesAsync(5);
        var devices = await Task.WhenAll(Enumerable.Range(0, Devices).Select(number => DeviceAsync(number)));
        var position = TimeSpan.FromHours(2).Ticks;

        await Task.WhenAll(devices.Select((device, number) => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                switch (number % 3)
                {
                    case 0:
                        await device.SendAsync("/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = position + round });
                        break;
                    case 1:
                        await device.AskAsync(round % 2 == 0 ? HttpMethod.Post : HttpMethod.Delete, $"/UserFavoriteItems/{film.Id}");
                        break;
                    default:
                        await device.AskAsync(HttpMethod.Post, $"/UserItems/{film.Id}/Rating?likes=true");
                        break;
                }

                // Folders and single episodes meet in the same rows.
                await device.AskAsync(HttpMethod.Post, $"/UserPlayedItems/{(number % 2 == 0 ? series.Id : episodes[round % 5].Id)}");
                await device.AskAsync(HttpMethod.Delete, $"/UserPlayedItems/{(number % 2 == 0 ? episodes[round % 5].Id : series.Id)}");
            }
        })));

        var data = await server.Client.ReadAsync($"/UserItems/{film.Id}/UserData");
        Assert.Equal(position + Rounds - 1, data.GetProperty("PlaybackPositionTicks").GetInt64());
        Assert.True(data.GetProperty("IsFavorite").GetBoolean());
        Assert.True(data.GetProperty("Likes").GetBoolean());
    }

    [Fact]
    public async Task The_last_write_wins_whichever_replica_took_it()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(10));
        var devices = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => DeviceAsync(number)));

        for (var round = 0; round < 20; round++)
        {
            var position = TimeSpan.FromHours(2).Ticks + (round % 2 == 0 ? round : -round);
            await devices[round % 4].SendAsync("/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = position });

            var data = await devices[(round + 1) % 4].ReadAsync($"/UserItems/{film.Id}/UserData");
            Assert.Equal(position, data.GetProperty("PlaybackPositionTicks").GetInt64());
        }
    }

    [Fact]
    public async Task Reports_for_an_item_that_is_being_removed_are_taken_and_change_nothing()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(10));
        var devices = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => DeviceAsync(number)));

        var reports = devices.Select(device => Task.Run(async () =>
        {
            var answers = new List<HttpStatusCode>();
            for (var round = 0; round < Rounds; round++)
            {
                answers.Add(await device.StatusAsync(HttpMethod.Post, "/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = TimeSpan.FromHours(2).Ticks }));
                answers.Add(await device.StatusAsync(HttpMethod.Post, $"/UserPlayedItems/{film.Id}"));
            }

            return answers;
        })).ToList();
        await server.RemoveAsync(film);

        Assert.All((await Task.WhenAll(reports)).SelectMany(answers => answers), answer => Assert.Contains(answer, new[] { HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.NotFound }));
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Get, $"/Items/{film.Id}"));
    }

    private async Task<HttpClient> DeviceAsync(int number)
    {
        var replica = server.Replicas[number % server.Replicas.Count];
        var device = $"fire-{number}";
        var (token, _) = await ReplicaFixture.LogInAsync(replica, ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, device);
        return replica.CreateClient(token, device);
    }
}

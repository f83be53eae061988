using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<AccountServers>]
public sealed class ActivityOnTwoReplicasTests(TwoReplicas cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_at_either_replica_is_one_line_that_both_show()
    {
        const string Name = "watched-user";
        using var second = cluster.Replicas[1].CreateClient(cluster.Token);
        using var stranger = cluster.Replicas[1].CreateClient(null, "stranger");

        var created = await cluster.Client.PostAsJsonAsync("/Users/New", new { Name, Password = "right" }, Cancel);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("Id").GetString();
        using var refused = await stranger.PostAsJsonAsync("/Users/AuthenticateByName", new { Username = Name, Pw = "wrong" }, Cancel);
        Assert.False(refused.IsSuccessStatusCode);
        await ReplicaFixture.LogInAsync(cluster.Replicas[1], Name, "right", "its device");
        using var removed = await second.DeleteAsync(new Uri($"/Users/{id}", UriKind.Relative), Cancel);
        removed.EnsureSuccessStatusCode();

        string[] expected = ["AuthenticationFailed", "AuthenticationSucceeded", "UserCreated", "UserDeleted"];
        foreach (var replica in cluster.Replicas)
        {
            using var client = replica.CreateClient(cluster.Token);
            var page = await client.GetFromJsonAsync<JsonElement>($"/System/ActivityLog/Entries?name={Name}", Cancel);
            var types = page.GetProperty("Items").EnumerateArray().Select(entry => entry.GetProperty("Type").GetString()).Where(type => expected.Contains(type));
            Assert.Equal(expected, types.Order(StringComparer.Ordinal));
        }
    }
}

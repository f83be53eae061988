using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Cluster;

/// <summary>A server that was given a setting that cannot be.</summary>
public sealed class MistakenSettingTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("RenewInterval", "00:00:09", "HighAvailability:RenewInterval must be 100 ms or more, and two renewals must fit into HighAvailability:LeaseDuration")]
    [InlineData("TaskLeaderElection", "7", "HighAvailability:TaskLeaderElection must be one of Redis, Postgres, Off")]
    [InlineData("LeaseDuration", "soon", "HighAvailability:LeaseDuration")]
    public async Task It_does_not_start_and_says_which(string name, string value, string message)
    {
        var data = Directory.CreateTempSubdirectory("jellyfin-data-");
        try
        {
            await using var replica = new Replica("mistaken", new Dictionary<string, string>
            {
                ["Database__ConnectionString"] = await postgres.CreateDatabaseAsync(),
                ["Paths__Data"] = data.FullName,
                ["HighAvailability__" + name] = value,
            });

            var status = await replica.RunToEndAsync(TestContext.Current.CancellationToken);

            Assert.NotEqual(0, status);
            Assert.Contains(message, replica.Log, StringComparison.Ordinal);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}

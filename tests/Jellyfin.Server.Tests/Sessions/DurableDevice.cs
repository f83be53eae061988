using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>A device whose name and capabilities are to outlive everything but the database.</summary>
internal static class DurableDevice
{
    private const string Id = "durable";

    /// <summary>Logs it in on the first replica and returns its token.</summary>
    public static async Task<string> PrepareAsync(ReplicaFixture server)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, Id);
        using var device = server.Replicas[0].CreateClient(token, Id);
        await device.SendAsync("/Sessions/Capabilities/Full", new { PlayableMediaTypes = new[] { "Video" }, SupportedCommands = new[] { "Mute" }, SupportsMediaControl = true });
        await server.Client.SendAsync($"/Devices/Options?id={Id}", new { CustomName = "Attic" });
        return token;
    }

    /// <summary>It comes back to the last replica.</summary>
    public static async Task IsKnownAsync(ReplicaFixture server, string token)
    {
        using var device = server.Replicas[^1].CreateClient(token, Id);

        var session = (await device.ReadAsync($"/Sessions?deviceId={Id}"))[0];

        Assert.Equal(("Attic", true), (session.GetProperty("DeviceName").GetString(), session.GetProperty("HasCustomDeviceName").GetBoolean()));
        Assert.Equal("""["Mute"]""", session.GetProperty("SupportedCommands").ToString());
        Assert.Equal("""["Video"]""", session.GetProperty("PlayableMediaTypes").ToString());
    }
}

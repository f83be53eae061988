using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<AccountServers>]
public sealed class UserTests(TwoReplicas server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_user_is_seen_on_the_other_replica_and_can_log_in_there()
    {
        var user = await CreateAsync("newcomer");

        using var second = server.Replicas[1].CreateClient(server.Token);
        var seen = await second.GetFromJsonAsync<JsonElement>($"/Users/{user.Id:N}", Cancellation);
        Assert.Equal("newcomer", seen.GetProperty("Name").GetString());
        Assert.False(seen.GetProperty("Policy").GetProperty("IsAdministrator").GetBoolean());
        var (_, id) = await ReplicaFixture.LogInAsync(server.Replicas[1], "NEWCOMER", "secret", "anywhere");
        Assert.Equal(user.Id, id);
    }

    [Theory]
    [InlineData("Admin")]
    [InlineData("")]
    [InlineData(" space")]
    [InlineData("a/b")]
    [InlineData("<script>")]
    public async Task A_name_that_is_taken_or_not_valid_is_refused(string name)
    {
        using var response = await server.Client.PostAsJsonAsync("/Users/New", new { Name = name, Password = "secret" }, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        using var removal = await server.Client.DeleteAsync(new Uri($"/Users/{server.UserId:N}", UriKind.Relative), Cancellation);
        using var demotion = await SetPolicyAsync(server.UserId, policy => policy["IsAdministrator"] = false);
        using var disabling = await SetPolicyAsync(server.UserId, policy => policy["IsDisabled"] = true);

        Assert.Equal(HttpStatusCode.BadRequest, removal.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, demotion.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, disabling.StatusCode);
        var me = await server.Client.GetFromJsonAsync<JsonElement>("/Users/Me", Cancellation);
        Assert.True(me.GetProperty("Policy").GetProperty("IsAdministrator").GetBoolean());
    }

    [Fact]
    public async Task A_disabled_user_is_refused_everywhere_within_a_second()
    {
        var user = await CreateAsync("to be disabled");
        using var client = await LogInAsync(1, user.Name);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, "/Users/Me"));

        (await SetPolicyAsync(user.Id, policy => policy["IsDisabled"] = true)).EnsureSuccessStatusCode();

        await Eventually.IsTrueAsync(async () => await client.StatusAsync(HttpMethod.Get, "/Users/Me") == HttpStatusCode.Unauthorized, "the change is seen");
        Assert.Equal(HttpStatusCode.Forbidden, await LogInStatusAsync(1, user.Name, "secret"));
    }

    [Fact]
    public async Task Wrong_passwords_on_different_replicas_lock_a_user_together()
    {
        var user = await CreateAsync("guessed at");
        (await SetPolicyAsync(user.Id, policy => policy["LoginAttemptsBeforeLockout"] = 3)).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, await LogInStatusAsync(0, user.Name, "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await LogInStatusAsync(1, user.Name, "wrong"));
        var watch = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Unauthorized, await LogInStatusAsync(0, user.Name, "wrong"));

        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(450), "The third try was not slowed");
        Assert.Equal(HttpStatusCode.Forbidden, await LogInStatusAsync(1, user.Name, "secret"));
        (await SetPolicyAsync(user.Id, policy => policy["IsDisabled"] = false)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, await LogInStatusAsync(1, user.Name, "secret"));
    }

    [Fact]
    public async Task Without_a_lock_out_in_the_policy_wrong_passwords_lock_nobody()
    {
        var user = await CreateAsync("forgetful");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await LogInStatusAsync(attempt % 2, user.Name, "wrong"));
        }

        Assert.Equal(HttpStatusCode.OK, await LogInStatusAsync(0, user.Name, "secret"));
    }

    [Fact]
    public async Task A_user_changes_the_own_password_only_with_the_current_one_and_other_log_ins_end()
    {
        var user = await CreateAsync("careful");
        using var client = await LogInAsync(0, user.Name, "here");
        using var other = await LogInAsync(1, user.Name, "elsewhere");
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync(HttpMethod.Get, "/Users/Me"));

        using var wrong = await client.PostAsJsonAsync("/Users/Password", new { CurrentPw = "guess", NewPw = "changed" }, Cancellation);
        using var right = await client.PostAsJsonAsync($"/Users/{user.Id:N}/Password", new { CurrentPw = "secret", NewPw = "changed" }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, "/Users/Me"));
        await Eventually.IsTrueAsync(async () => await other.StatusAsync(HttpMethod.Get, "/Users/Me") == HttpStatusCode.Unauthorized, "the change is seen");
        Assert.Equal(HttpStatusCode.OK, await LogInStatusAsync(1, user.Name, "changed"));
    }

    [Fact]
    public async Task An_administrator_resets_passwords_of_others()
    {
        var user = await CreateAsync("absent-minded");

        (await server.Client.PostAsJsonAsync($"/Users/Password?userId={user.Id}", new { ResetPassword = true }, Cancellation)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, await LogInStatusAsync(0, user.Name, ""));

        (await server.Client.PostAsJsonAsync($"/Users/Password?userId={user.Id}", new { NewPw = "set" }, Cancellation)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, await LogInStatusAsync(1, user.Name, "set"));
    }

    [Fact]
    public async Task Users_do_not_administer()
    {
        var user = await CreateAsync("ordinary");
        using var client = await LogInAsync(0, user.Name);

        using var policy = await client.PostAsJsonAsync($"/Users/{user.Id:N}/Policy", new { IsAdministrator = true }, Cancellation);
        using var others = await client.PostAsJsonAsync($"/Users/Configuration?userId={server.UserId:N}", new { }, Cancellation);
        using var reset = await client.PostAsJsonAsync("/Users/Password", new { ResetPassword = true }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, policy.StatusCode);
        Assert.Empty(await policy.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, reset.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusAsync(HttpMethod.Get, "/Startup/Configuration"));
    }

    [Fact]
    public async Task A_changed_configuration_is_read_on_the_other_replica_at_once()
    {
        var user = await CreateAsync("choosy");
        using var first = await LogInAsync(0, user.Name);
        using var second = await LogInAsync(1, user.Name, "other");
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(HttpMethod.Get, "/Users/Me"));

        var sent = new { SubtitleMode = "Always", AudioLanguagePreference = "deu" };
        (await first.PostAsJsonAsync("/Users/Configuration", sent, Cancellation)).EnsureSuccessStatusCode();

        var me = await second.GetFromJsonAsync<JsonElement>("/Users/Me", Cancellation);
        Assert.Equal("Always", me.GetProperty("Configuration").GetProperty("SubtitleMode").GetString());
        Assert.Equal("deu", me.GetProperty("Configuration").GetProperty("AudioLanguagePreference").GetString());
    }

    [Fact]
    public async Task Outside_the_hours_of_the_schedule_nothing_goes()
    {
        var user = await CreateAsync("child");
        using var client = await LogInAsync(0, user.Name);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, "/Users/Me"));

        var never = new JsonArray(new JsonObject { ["DayOfWeek"] = "Everyday", ["StartHour"] = 25, ["EndHour"] = 26 });
        (await SetPolicyAsync(user.Id, policy => policy["AccessSchedules"] = never)).EnsureSuccessStatusCode();

        await Eventually.IsTrueAsync(async () => await client.StatusAsync(HttpMethod.Get, "/Users/Me") == HttpStatusCode.Forbidden, "the change is seen");
        Assert.Equal(HttpStatusCode.Forbidden, await LogInStatusAsync(1, user.Name, "secret"));
    }

    [Fact]
    public async Task Only_users_who_are_not_hidden_are_public()
    {
        var user = await CreateAsync("visible");
        (await SetPolicyAsync(user.Id, policy => policy["IsHidden"] = false)).EnsureSuccessStatusCode();

        using var anybody = server.Replicas[1].CreateClient(token: null);
        var names = (await anybody.GetFromJsonAsync<JsonArray>("/users/public", Cancellation))!.Select(entry => entry!["Name"]!.GetValue<string>()).ToList();

        Assert.Contains("visible", names);
        Assert.DoesNotContain(ReplicaFixture.AdminName, names);
    }

    [Fact]
    public async Task A_removed_user_is_gone_with_the_log_ins()
    {
        var user = await CreateAsync("leaving");
        using var client = await LogInAsync(1, user.Name);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, "/Users/Me"));

        (await server.Client.DeleteAsync(new Uri($"/Users/{user.Id:N}", UriKind.Relative), Cancellation)).EnsureSuccessStatusCode();

        await Eventually.IsTrueAsync(async () => await client.StatusAsync(HttpMethod.Get, "/Users/Me") == HttpStatusCode.Unauthorized, "the change is seen");
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Get, $"/Users/{user.Id:N}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await LogInStatusAsync(0, user.Name, "secret"));
    }

    [Fact]
    public async Task Renaming_keeps_the_password()
    {
        var user = await CreateAsync("maiden name");

        (await server.Client.PostAsJsonAsync($"/Users?userId={user.Id:N}", new { user.Id, Name = "married name" }, Cancellation)).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.OK, await LogInStatusAsync(1, "married name", "secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, await LogInStatusAsync(1, "maiden name", "secret"));
    }

    private async Task<(Guid Id, string Name)> CreateAsync(string name)
    {
        using var response = await server.Client.PostAsJsonAsync("/Users/New", new { Name = name, Password = "secret" }, Cancellation);
        response.EnsureSuccessStatusCode();
        var user = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (Guid.Parse(user.GetProperty("Id").GetString()!), name);
    }

    private async Task<HttpResponseMessage> SetPolicyAsync(Guid userId, Action<JsonObject> change)
    {
        var user = await server.Client.GetFromJsonAsync<JsonObject>($"/Users/{userId:N}", Cancellation);
        var policy = user!["Policy"]!.DeepClone().AsObject();
        change(policy);
        return await server.Client.PostAsJsonAsync($"/Users/{userId:N}/Policy", policy, Cancellation);
    }

    private async Task<HttpClient> LogInAsync(int replica, string name, string deviceId = "device")
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[replica], name, "secret", deviceId);
        return server.Replicas[replica].CreateClient(token, deviceId);
    }

    private async Task<HttpStatusCode> LogInStatusAsync(int replica, string name, string password)
    {
        using var client = server.Replicas[replica].CreateClient(token: null, "login-" + replica);
        using var response = await client.PostAsJsonAsync("/Users/AuthenticateByName", new { Username = name, Pw = password }, Cancellation);
        return response.StatusCode;
    }
}

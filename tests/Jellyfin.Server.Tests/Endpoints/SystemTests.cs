using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<AccountServers>]
public sealed class SystemTests(TwoReplicas server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_may_know_who_the_server_is_and_all_replicas_say_the_same()
    {
        var answers = new List<JsonElement>();
        foreach (var replica in server.Replicas)
        {
            using var client = new HttpClient { BaseAddress = new Uri(replica.Url) };
            answers.Add(await client.GetFromJsonAsync<JsonElement>("/system/info/public", Cancellation));
            Assert.Equal(replica.Url, answers[^1].GetProperty("LocalAddress").GetString());
        }

        Assert.Single(answers.Select(answer => answer.GetProperty("Id").GetString()).Distinct());
        Assert.All(answers, answer => Assert.Equal("Jellyfin Server", answer.GetProperty("ProductName").GetString()));
        Assert.All(answers, answer => Assert.Equal("12.0.0", answer.GetProperty("Version").GetString()));
        Assert.All(answers, answer => Assert.True(answer.GetProperty("StartupWizardCompleted").GetBoolean()));
    }

    [Theory]
    [InlineData("LocalAddress ServerName Version ProductName OperatingSystem Id StartupWizardCompleted", "/System/Info/Public")]
    [InlineData(
        "OperatingSystemDisplayName HasPendingRestart IsShuttingDown SupportsLibraryMonitor WebSocketPortNumber CompletedInstallations "
        + "CanSelfRestart CanLaunchWebBrowser ProgramDataPath WebPath ItemsByNamePath CachePath LogPath InternalMetadataPath "
        + "TranscodingTempPath CastReceiverApplications HasUpdateAvailable EncoderLocation SystemArchitecture LocalAddress ServerName "
        + "Version ProductName OperatingSystem Id StartupWizardCompleted",
        "/System/Info")]
    [InlineData("IsLocal IsInNetwork", "/System/Endpoint")]
    [InlineData("RequestReceptionTime ResponseTransmissionTime", "/GetUtcTime")]
    [InlineData("SplashscreenEnabled", "/Branding/Configuration")]
    [InlineData(
        "ProgramDataFolder WebFolder ImageCacheFolder CacheFolder LogFolder InternalMetadataFolder TranscodingTempFolder Libraries",
        "/System/Info/Storage")]
    public async Task An_answer_has_the_fields_that_Jellyfin_sends(string fields, string path)
    {
        var answer = await server.Client.GetFromJsonAsync<JsonElement>(path, Cancellation);

        Assert.Equal(fields.Split(' '), answer.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_setting_saved_on_one_replica_is_answered_by_the_other()
    {
        using var other = server.Replicas[1].CreateClient(server.Token);
        var before = await other.GetFromJsonAsync<Dictionary<string, JsonElement>>("/System/Configuration", Cancellation);
        before!["ServerName"] = JsonSerializer.SerializeToElement("Attic");
        before["IsStartupWizardCompleted"] = JsonSerializer.SerializeToElement(false);

        using var saved = await server.Client.PostAsJsonAsync("/System/Configuration", before, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        var until = TimeProvider.System.GetTimestamp();
        JsonElement info;
        do
        {
            info = await other.GetFromJsonAsync<JsonElement>("/System/Info/Public", Cancellation);
        }
        while (info.GetProperty("ServerName").GetString() != "Attic" && TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromSeconds(30));

        Assert.Equal("Attic", info.GetProperty("ServerName").GetString());
        Assert.True(info.GetProperty("StartupWizardCompleted").GetBoolean());
    }

    [Fact]
    public async Task Settings_have_names_in_any_case_and_unknown_ones_are_404()
    {
        var changed = new { H264Crf = "21", HardwareAccelerationType = "vaapi" };
        using var saved = await server.Client.PostAsJsonAsync("/System/Configuration/ENCODING", changed, Cancellation);
        var encoding = await server.Client.GetFromJsonAsync<JsonElement>("/System/Configuration/encoding", Cancellation);
        using var unknown = await server.Client.GetAsync(new Uri("/System/Configuration/nothing", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        Assert.Equal(21, encoding.GetProperty("H264Crf").GetInt32());
        Assert.Equal("vaapi", encoding.GetProperty("HardwareAccelerationType").GetString());
        Assert.Equal(28, encoding.GetProperty("H265Crf").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("/System/Configuration/network")]
    [InlineData("/System/Info/Storage")]
    [InlineData("/System/Logs")]
    public async Task What_administrators_see_needs_a_token(string path)
    {
        using var client = server.Replicas[0].CreateClient(token: null);
        using var refused = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        using var allowed = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Theory]
    [InlineData("/Localization/Cultures", 494, "Name DisplayName TwoLetterISOLanguageName ThreeLetterISOLanguageName ThreeLetterISOLanguageNames")]
    [InlineData("/Localization/Countries", 140, "Name DisplayName TwoLetterISORegionName ThreeLetterISORegionName")]
    [InlineData("/Localization/Options", 105, "Name Value")]
    [InlineData("/Localization/ParentalRatings", 56, "Name")]
    public async Task Languages_countries_and_ratings_are_listed(string path, int count, string fields)
    {
        var list = await server.Client.GetFromJsonAsync<JsonElement>(path, Cancellation);

        Assert.Equal(count, list.GetArrayLength());
        Assert.Equal(fields.Split(' '), list[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_client_may_leave_its_log_and_an_administrator_reads_it()
    {
        using var content = new StringContent("hello log");
        using var uploaded = await server.Client.PostAsync(new Uri("/ClientLog/Document", UriKind.Relative), content, Cancellation);
        var name = (await uploaded.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("FileName").GetString();

        Assert.Matches("^upload_Tests_1.0_[0-9]{14}_[0-9a-f]{32}[.]log$", name);
        Assert.Equal("hello log", await server.Client.GetStringAsync(new Uri("/System/Logs/Log?name=" + name, UriKind.Relative), Cancellation));
        using var outside = await server.Client.GetAsync(new Uri("/System/Logs/Log?name=../logs/" + name, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task A_log_that_is_too_long_is_refused()
    {
        using var content = new StringContent(new string('x', 1_000_001));
        using var response = await server.Client.PostAsync(new Uri("/ClientLog/Document", UriKind.Relative), content, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_restart_that_nobody_would_finish_is_refused()
    {
        using var response = await server.Client.PostAsync(new Uri("/System/Restart", UriKind.Relative), content: null, Cancellation);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task The_root_leads_to_the_web_page()
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };
        using var response = await client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Equal("/web/", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Jellyfin is running", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}

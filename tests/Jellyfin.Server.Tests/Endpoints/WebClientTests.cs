using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class WebClientTests(WebClientTests.Server server) : IClassFixture<WebClientTests.Server>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "the web client", "no-cache")]
    [InlineData("/web", "the web client", "no-cache")]
    [InlineData("/web/", "the web client", "no-cache")]
    [InlineData("/web/index.html", "the web client", "no-cache")]
    [InlineData("/web/config.json", "{}", "no-cache")]
    [InlineData("/web/main.4f2a.js", "script", "public, max-age=86400")]
    public async Task Files_of_the_web_client_are_served(string path, string content, string caching)
    {
        using var client = server.Replicas[0].CreateClient(token: null);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(content, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal([caching], response.Headers.GetValues("Cache-Control"));
    }

    [Theory]
    [InlineData("/web/nothing.js")]
    [InlineData("/web/../secret.txt")]
    [InlineData("/web/..%2fsecret.txt")]
    public async Task Nothing_else_is(string path)
    {
        using var client = server.Replicas[0].CreateClient(token: null);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Pages_of_plugins_are_no_files()
    {
        using var response = await server.Client.GetAsync(new Uri("/web/ConfigurationPages?enableInMainMenu=true", UriKind.Relative), Cancellation);

        Assert.Equal("[]", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task The_log_can_be_read_in_the_dashboard()
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        var text = await server.Client.GetStringAsync(new Uri($"/System/Logs/Log?name=log_{day}.log", UriKind.Relative), Cancellation);

        Assert.Contains("Now listening on", text, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Token, text, StringComparison.Ordinal);
    }

    public sealed class Server(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis), IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("jellyfin-web-").FullName;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Paths__Web"] = Path.Combine(_folder, "dist"),
        };

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            Directory.CreateDirectory(Path.Combine(_folder, "dist"));
            await File.WriteAllTextAsync(Path.Combine(_folder, "secret.txt"), "secret");
            await File.WriteAllTextAsync(Path.Combine(_folder, "dist", "index.html"), "the web client");
            await File.WriteAllTextAsync(Path.Combine(_folder, "dist", "config.json"), "{}");
            await File.WriteAllTextAsync(Path.Combine(_folder, "dist", "main.4f2a.js"), "script");
            await InitializeAsync();
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}

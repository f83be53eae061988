using System.Text.Json;

namespace Jellyfin.Server.Tests.Contracts;

/// <summary>
/// Jellyfin's own API descriptions and recorded answers, where somebody has them: <c>JELLYFIN_API_FACTS</c> names the folder. They are
/// not part of the project.
/// </summary>
internal static class ApiFacts
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("JELLYFIN_API_FACTS")
        ?? Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared", "api"));

    /// <summary>Null when it is not there; then says so.</summary>
    public static async Task<JsonElement?> DescriptionAsync(string version, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, $"openapi-{version}.json");
        if (!File.Exists(path))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"Not run: there is no {path}.");
            return null;
        }

        await using var stream = File.OpenRead(path);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }
}

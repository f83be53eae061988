using Jellyfin.LocalCluster;

namespace Jellyfin.Testing;

/// <summary>The server that the tests start.</summary>
public static class ServerProgram
{
    /// <summary>What <c>JELLYFIN_SERVER_DIR</c> says (<c>tests/run</c>: as it is deployed), else as it was built together with these tests.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("JELLYFIN_SERVER_DIR") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Checkout.Find(), "artifacts", "bin", "Jellyfin.Server", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));

    /// <summary>For <c>dotnet</c>.</summary>
    public static string Main => Path.Combine(Folder, "jellyfin.dll");
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Media;

namespace Jellyfin.LocalCluster.Setup;

/// <summary>Wizard, libraries and first scan, through the same API as the web client. Each part that is done already is left alone.</summary>
public static class FirstRun
{
    public const string AdminName = "admin";

    private const string PasswordAlphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordLength = 16;

    internal static async Task CompleteAsync(
        ClusterState state, ClusterFolders folders, string? media, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var directory = media is null ? state.MediaDirectory ?? folders.SampleMedia : Path.GetFullPath(media);
        if (directory == folders.SampleMedia)
        {
            await SampleMedia.MakeAsync(directory, progress, cancellationToken);
        }

        using var client = new ServerClient($"http://127.0.0.1:{state.Port}");
        var password = Password(folders);
        await CompleteWizardAsync(client, password, progress, cancellationToken);
        await client.LogInAsync(AdminName, password, cancellationToken);
        await Libraries.AddAsync(client, directory, cancellationToken);
        if (state.ScannedDirectory != directory)
        {
            await LibraryScan.RunAsync(client, progress, cancellationToken);
            state.ScannedDirectory = directory;
        }

        state.MediaDirectory = directory;
        state.Save(folders);
        await client.PostAsync("/Sessions/Logout", null, cancellationToken);
    }

    /// <summary>Goes through the wizard unless that was done before. The user has all rights.</summary>
    public static async Task CompleteWizardAsync(ServerClient client, string password, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var server = await client.GetAsync("/System/Info/Public", cancellationToken);
        if ((bool?)server!["StartupWizardCompleted"] == true)
        {
            return;
        }

        progress.Step("Creating the first administrator");
        var configuration = await client.GetAsync("/Startup/Configuration", cancellationToken);
        await client.PostAsync("/Startup/Configuration", configuration, cancellationToken);
        await client.GetAsync("/Startup/User", cancellationToken);
        await client.PostAsync("/Startup/User", new JsonObject { ["Name"] = AdminName, ["Password"] = password }, cancellationToken);
        await client.PostAsync("/Startup/RemoteAccess", new JsonObject { ["EnableRemoteAccess"] = true }, cancellationToken);
        await client.PostAsync("/Startup/Complete", null, cancellationToken);
    }

    /// <summary>Null before the first run.</summary>
    internal static string? ReadPassword(ClusterFolders folders) => File.Exists(folders.PasswordFile) ? File.ReadAllText(folders.PasswordFile).Trim() : null;

    /// <summary>Kept before it is used, so that it is never lost between the two.</summary>
    private static string Password(ClusterFolders folders)
    {
        if (ReadPassword(folders) is { } kept)
        {
            return kept;
        }

        var password = RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength);
        using var file = new FileStream(folders.PasswordFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.WriteLine(password);
        return password;
    }
}

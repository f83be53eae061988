using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>
/// Keeps sets beside their films. They are made in the shared folder and copied, so a film whose folder is full or cannot be written costs nothing but the copy;
/// and they get their name when all is there, so nobody sees half of one.
/// </summary>
internal sealed partial class TrickplayBeside(TrickplayFolders folders, ILogger<TrickplayBeside> logger)
{
    /// <summary>Returns the name of the set beside the film; null when it stays in the shared folder.</summary>
    public async Task<string?> KeepAsync(TrickplaySource film, TrickplayPlan plan, TrickplaySet made, CancellationToken cancellationToken)
    {
        var all = new DirectoryInfo(TrickplayFolders.BesideOf(film.Path));
        var target = Path.Combine(all.FullName, TrickplayFolders.NameBeside(plan));
        var draft = Hidden(all, plan);
        var replaced = Hidden(all, plan);
        try
        {
            if (Directory.Exists(target) && !IsOurs(film, plan))
            {
                LogForeign(film.Media.ItemId);
                return null;
            }

            RemoveLeft(all, plan);
            draft.Create();
            await CopyAsync(new DirectoryInfo(folders.Of(made, film.Path)), draft, cancellationToken);
            // From here on whoever is not the leader any more would replace what the new one has made.
            cancellationToken.ThrowIfCancellationRequested();
            if (Directory.Exists(target))
            {
                Directory.Move(target, replaced.FullName);
            }

            // While there is no set it would be the wrong mark of.
            new TrickplayMark(plan.Interval, film.Media.Size).Write(film.Path, plan);
            Directory.Move(draft.FullName, target);
            return Path.GetFileName(target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotBeside(film.Media.ItemId, exception.GetType().Name);
            return null;
        }
        finally
        {
            TrickplayFolders.TryDelete(draft);
            TrickplayFolders.TryDelete(replaced);
        }
    }

    /// <summary>For a set that is not stored: removed, unless another replica has put one there of what the film is now.</summary>
    public static void Discard(TrickplaySource film, TrickplayPlan plan)
    {
        try
        {
            if (IsOf(film, plan))
            {
                TrickplayFolders.TryDelete(new DirectoryInfo(Path.Combine(TrickplayFolders.BesideOf(film.Path), TrickplayFolders.NameBeside(plan))));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It stays, and its mark keeps everybody from taking it.
        }
    }

    /// <summary>Upstream's, and those of another film of the same name (<c>film.mkv</c> and <c>film.mp4</c>), are not.</summary>
    private static bool IsOurs(TrickplaySource film, TrickplayPlan plan) => film.Known.Contains(TrickplayFolders.NameBeside(plan)) || IsOf(film, plan);

    private static bool IsOf(TrickplaySource film, TrickplayPlan plan) => TrickplayMark.Read(film.Path, plan)?.FileSize == film.Media.Size;

    private static DirectoryInfo Hidden(DirectoryInfo all, TrickplayPlan plan) => new(Path.Combine(all.FullName, "." + TrickplayFolders.NewName(plan)));

    /// <summary>By a replica that died.</summary>
    private static void RemoveLeft(DirectoryInfo all, TrickplayPlan plan)
    {
        foreach (var left in all.Exists ? all.GetDirectories($".{TrickplayFolders.NameBeside(plan)} - *") : [])
        {
            TrickplayFolders.TryDelete(left);
        }
    }

    private static async Task CopyAsync(DirectoryInfo from, DirectoryInfo to, CancellationToken cancellationToken)
    {
        foreach (var tile in from.GetFiles("*.jpg"))
        {
            await using var source = tile.OpenRead();
            await using var copy = new FileStream(Path.Combine(to.FullName, tile.Name), FileMode.CreateNew, FileAccess.Write);
            await source.CopyToAsync(copy, cancellationToken);
            // A disk of the network says only now that it is full.
            copy.Flush(flushToDisk: true);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The folder of item {ItemId} cannot be written ({Reason}), its preview pictures are kept in the metadata folder")]
    private partial void LogNotBeside(Guid itemId, string reason);

    [LoggerMessage(LogLevel.Warning, "Beside item {ItemId} lie preview pictures that are not of this file and these settings, its own are kept in the metadata folder")]
    private partial void LogForeign(Guid itemId);
}

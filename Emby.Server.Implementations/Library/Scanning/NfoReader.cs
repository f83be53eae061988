using Emby.Server.Implementations.Library.Metadata;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Reads <c>.nfo</c> files; one that cannot be read is as good as none.</summary>
internal sealed partial class NfoReader(ILogger logger)
{
    public IReadOnlyList<NfoMetadata> Read(MediaFile file)
    {
        if (file.Size > NfoText.MaxBytes)
        {
            LogTooLarge(file.Name);
            return [];
        }

        try
        {
            var entries = NfoParser.Parse(File.ReadAllBytes(file.Path));
            if (entries.Count == 0)
            {
                LogUseless(file.Name);
            }

            return entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file.Name, exception.Message);
            return [];
        }
    }

    /// <summary>Adds what the <c>.nfo</c> file of the candidate says.</summary>
    public ScannedItem Complete(ScanCandidate candidate, string signature)
    {
        candidate.Item.ParentalRating = candidate.InheritedRating;
        var entries = candidate.Nfo is null ? [] : Read(candidate.Nfo);
        if (entries.Count == 0)
        {
            return new ScannedItem(candidate.Item, [], signature);
        }

        var entry = entries.Count > 1 ? entries.FirstOrDefault(entry => entry.Episode == candidate.NfoEpisode) ?? entries[0] : entries[0];
        MetadataMerge.Apply(candidate.Item, entry, candidate.InheritedRating);
        return new ScannedItem(candidate.Item, entry.People, signature);
    }

    [LoggerMessage(LogLevel.Warning, "Ignoring {Name}: too large for an nfo file")]
    private partial void LogTooLarge(string name);

    [LoggerMessage(LogLevel.Warning, "Ignoring {Name}: nothing in it can be understood")]
    private partial void LogUseless(string name);

    [LoggerMessage(LogLevel.Warning, "Ignoring {Name}: {Reason}")]
    private partial void LogUnreadable(string name, string reason);
}

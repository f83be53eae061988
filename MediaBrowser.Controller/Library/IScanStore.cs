namespace MediaBrowser.Controller.Library;

/// <summary>Where the scanner keeps what it found. All writes can be repeated: an interrupted scan is simply done again.</summary>
public interface IScanStore
{
    /// <summary>What an earlier scan of the library wrote, by item id.</summary>
    Task<IReadOnlyDictionary<Guid, ScanRecord>> ListAsync(Guid libraryId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds or replaces items in one transaction, with their people, genres and studios, and queues those to be probed whose files have
    /// changed. What probing found and what users locked is kept. Items that another library has are left to it, and nothing is written
    /// when the library is gone. Returns the ids that were written.
    /// </summary>
    Task<IReadOnlySet<Guid>> SaveAsync(Guid libraryId, IReadOnlyList<ScannedItem> items, CancellationToken cancellationToken);

    /// <summary>Removes items and what belongs to them: seasons and episodes, versions, parts, extras. User data stays.</summary>
    Task RemoveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Brings the dates of folders up to date and removes genres, studios and people that nothing refers to any more.</summary>
    Task FinishAsync(CancellationToken cancellationToken);
}

/// <param name="Signature">Of all that the scan looked at for the item; an equal one means nothing has changed.</param>
/// <param name="Path">Null for a season without a folder.</param>
/// <param name="ParentId">Where it is shown.</param>
public sealed record ScanRecord(string Signature, string? Path, Guid? ParentId);

/// <summary>An item as a scan sees it.</summary>
/// <param name="Item">Without what probing finds.</param>
/// <param name="People">In order of appearance.</param>
/// <param name="Signature">See <see cref="ScanRecord.Signature"/>.</param>
public sealed record ScannedItem(Item Item, IReadOnlyList<ScannedPerson> People, string Signature);

/// <param name="Name">As the source writes it.</param>
/// <param name="Kind">What the person does.</param>
/// <param name="Role">The character played, or the job.</param>
public sealed record ScannedPerson(string Name, PersonKind Kind, string Role);

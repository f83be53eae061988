namespace MediaBrowser.Controller.Library;

/// <summary>Changes that people make to single items.</summary>
public interface IItemEditor
{
    /// <summary>
    /// Changes the item in one transaction, with the genres, studios and people it then names. Null <paramref name="people"/> leaves them
    /// as they are. Returns the item as it is afterwards, or null when there is none.
    /// </summary>
    Task<Item?> ChangeAsync(Guid id, Action<Item> change, IReadOnlyList<ScannedPerson>? people, CancellationToken cancellationToken);

    /// <summary>Makes the next scan look at the item, and at all below it, as if they were new. Returns false when there is none.</summary>
    Task<bool> ForgetScanAsync(Guid id, CancellationToken cancellationToken);
}

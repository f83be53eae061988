namespace MediaBrowser.Controller.Library;

/// <summary>A person's part in an item; the person itself is an <see cref="Item"/> of kind Person.</summary>
public sealed class ItemPerson
{
    public required Guid ItemId { get; set; }

    public required Guid PersonId { get; set; }

    public required PersonKind Kind { get; set; }

    /// <summary>Order of appearance, from 0.</summary>
    public required int SortOrder { get; set; }

    /// <summary>The character played, or the job.</summary>
    public string Role { get; set; } = "";
}

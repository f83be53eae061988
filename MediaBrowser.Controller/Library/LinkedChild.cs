namespace MediaBrowser.Controller.Library;

/// <summary>Membership of an item in a playlist or collection.</summary>
public sealed class LinkedChild
{
    /// <summary>Identifies the entry, so that one item may be in a playlist twice (<c>PlaylistItemId</c> on the wire).</summary>
    public required Guid Id { get; set; }

    public required Guid ParentId { get; set; }

    public required Guid ChildId { get; set; }

    public required int SortOrder { get; set; }
}

namespace MediaBrowser.Controller.Library;

/// <summary>A library ("virtual folder"). Its collection folder in the item tree has the same id.</summary>
public sealed class LibraryFolder
{
    public required Guid Id { get; set; }

    public required string Name { get; set; }

    public CollectionType? CollectionType { get; set; }

    public LibraryOptions Options { get; set; } = new();

    public DateTimeOffset DateCreated { get; set; }
}

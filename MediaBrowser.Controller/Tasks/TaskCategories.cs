namespace MediaBrowser.Controller.Tasks;

/// <summary>Headings under which clients list tasks.</summary>
public static class TaskCategories
{
    public const string Library = "Library";

    public const string Maintenance = "Maintenance";
}

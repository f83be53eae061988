using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Tasks;

/// <summary>The id of a task on the wire: the same on every replica and in every version.</summary>
public static class TaskId
{
    /// <summary>32 hexadecimal digits.</summary>
    public static string Of(string taskKey) => ItemId.FromKey($"task:{taskKey}").ToString("N");
}

namespace MediaBrowser.Controller.Activity;

/// <summary>Where features write what administrators want to know.</summary>
public interface IActivityLog
{
    Task WriteAsync(ActivityLogEntry entry, CancellationToken cancellationToken);
}

using System.Data.Common;

namespace MediaBrowser.Controller.Cluster;

/// <summary>Tells a database that fails from everything else.</summary>
public static class DatabaseOutage
{
    /// <summary>
    /// Whether the database could not be reached, did not answer in time, or refused. The whole chain is looked at: EF Core wraps what the
    /// driver throws, and the driver wraps the error of the socket.
    /// </summary>
    public static bool IsDatabaseOutage(this Exception exception)
    {
        for (var cause = exception; cause is not null and not OperationCanceledException; cause = cause.InnerException)
        {
            if (cause is DbException or TimeoutException)
            {
                return true;
            }
        }

        return false;
    }
}

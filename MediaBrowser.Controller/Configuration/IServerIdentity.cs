namespace MediaBrowser.Controller.Configuration;

/// <summary>Who the server is to clients: the same on all replicas and for ever.</summary>
public interface IServerIdentity
{
    /// <summary>32 hex digits, made once when the first replica asks. Throws when the database cannot be reached and it was never read.</summary>
    ValueTask<string> GetIdAsync(CancellationToken cancellationToken);
}

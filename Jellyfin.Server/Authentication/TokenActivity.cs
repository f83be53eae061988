using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Authentication;

/// <summary>Writes down that devices are in use, rarely enough that reading does not become writing.</summary>
internal sealed partial class TokenActivity(ITokenStore tokens, TimeProvider time, ILogger<TokenActivity> logger)
{
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(3);

    public async ValueTask NoteAsync(TokenOwner owner, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (owner.AccessToken is not { } token || now - token.DateLastActivity < Precision)
        {
            return;
        }

        // The record in the cache is shared by requests; this keeps all but one of them from writing.
        token.DateLastActivity = now;
        try
        {
            await tokens.TouchAsync(
                new TokenUse(token.Id, token.UserId, caller.DeviceName, caller.Client, caller.ClientVersion, now),
                cancellationToken);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogNotWritten(exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The use of a device was not written down: {Reason}")]
    private partial void LogNotWritten(string reason);
}

using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Users;

/// <summary>What administrators read about users in the activity log. A line that cannot be written does not undo what it tells of.</summary>
public sealed partial class UserActivity(IActivityLog log, TimeProvider time, ILogger<UserActivity> logger)
{
    public Task LoggedInAsync(User user, string? address, CancellationToken cancellationToken)
        => WriteAsync(user, "AuthenticationSucceeded", $"{user.Name} successfully authenticated", "Information", address, cancellationToken);

    public Task FailedAsync(User user, string? address, CancellationToken cancellationToken)
        => WriteAsync(user, "AuthenticationFailed", $"Failed login attempt from {user.Name}", "Error", address, cancellationToken);

    public Task LockedAsync(User user, CancellationToken cancellationToken)
        => WriteAsync(user, "UserLockedOut", $"User {user.Name} has been locked out", "Error", null, cancellationToken);

    public Task CreatedAsync(User user, CancellationToken cancellationToken)
        => WriteAsync(user, "UserCreated", $"User {user.Name} has been created", "Information", null, cancellationToken);

    public Task RemovedAsync(User user, CancellationToken cancellationToken)
        => WriteAsync(user, "UserDeleted", $"User {user.Name} has been deleted", "Information", null, cancellationToken);

    public Task PasswordChangedAsync(User user, CancellationToken cancellationToken)
        => WriteAsync(user, "UserPasswordChanged", $"Password has been changed for user {user.Name}", "Information", null, cancellationToken);

    private async Task WriteAsync(User user, string type, string name, string severity, string? address, CancellationToken cancellationToken)
    {
        var entry = new ActivityLogEntry
        {
            Name = name,
            Type = type,
            Severity = severity,
            ShortOverview = address is null ? null : $"IP address: {address}",
            UserId = user.Id,
            Date = time.GetUtcNow(),
        };
        try
        {
            await log.WriteAsync(entry, cancellationToken);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogNotWritten(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A line of the activity log is missing: {Reason}")]
    private partial void LogNotWritten(string reason);
}

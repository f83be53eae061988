using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Activity;

internal sealed class PostgresActivityLog(IDbContextFactory<JellyfinDbContext> contexts, IMessageBus bus) : IActivityLog
{
    public async Task WriteAsync(ActivityLogEntry entry, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ActivityLog.Add(entry);
        await context.SaveChangesAsync(cancellationToken);
        await bus.PublishAsync(new ActivityLogged(entry.Id), cancellationToken);
    }
}

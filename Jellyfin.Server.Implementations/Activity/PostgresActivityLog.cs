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

    public async Task<ActivityPage> QueryAsync(ActivityQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = ActivityFilter.Apply(context.ActivityLog.AsNoTracking(), context.Users, query);
        var total = await entries.CountAsync(cancellationToken);
        var page = ActivityFilter.Order(entries, context.Users, query.OrderBy).Skip(query.StartIndex);
        return new ActivityPage(await (query.Limit is { } limit ? page.Take(limit) : page).ToListAsync(cancellationToken), total);
    }

    public async Task<int> DeleteOlderAsync(DateTimeOffset than, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ActivityLog.Where(entry => entry.Date < than).ExecuteDeleteAsync(cancellationToken);
    }
}

using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Tasks;

internal sealed class PostgresTaskScheduleStore(IDbContextFactory<JellyfinDbContext> contexts) : ITaskScheduleStore
{
    public async Task<IReadOnlyDictionary<string, TaskSchedule>> GetSchedulesAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.TaskSchedules.AsNoTracking().ToDictionaryAsync(schedule => schedule.TaskKey, cancellationToken);
    }

    public async Task SaveScheduleAsync(TaskSchedule schedule, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var exists = await context.TaskSchedules.AnyAsync(row => row.TaskKey == schedule.TaskKey, cancellationToken);
        context.Entry(schedule).State = exists ? EntityState.Modified : EntityState.Added;
        await context.SaveChangesAsync(cancellationToken);
    }
}

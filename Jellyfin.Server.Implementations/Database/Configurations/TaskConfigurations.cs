using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jellyfin.Server.Implementations.Database.Configurations;

internal sealed class TaskScheduleConfiguration : IEntityTypeConfiguration<TaskSchedule>
{
    public void Configure(EntityTypeBuilder<TaskSchedule> builder)
    {
        builder.HasKey(schedule => schedule.TaskKey);
        builder.Property(schedule => schedule.Triggers).HasJson();
    }
}

internal sealed class TaskRunConfiguration : IEntityTypeConfiguration<TaskRun>
{
    public void Configure(EntityTypeBuilder<TaskRun> builder)
    {
        builder.HasKey(run => run.Id);
        // This is what makes a trigger fire once, whoever believes to be the leader.
        builder.HasIndex(run => new { run.TaskKey, run.ScheduledFor }).IsUnique();
        builder.HasIndex(run => new { run.TaskKey, run.StartedAt });
        builder.HasIndex(run => run.TaskKey, "ix_task_runs_queued").IsUnique().HasFilter($"status = {(int)TaskRunStatus.Queued}");
        builder.HasIndex(run => run.TaskKey, "ix_task_runs_running").IsUnique().HasFilter($"status = {(int)TaskRunStatus.Running}");
    }
}

internal sealed class LeaseRowConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder) => builder.HasKey(lease => lease.Name);
}

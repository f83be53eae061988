using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Subtitles;
using MediaBrowser.Controller.Tasks;
using MediaBrowser.Controller.Trickplay;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Database;

/// <summary>Everything that must last. Names in the database are snake_case.</summary>
public sealed class JellyfinDbContext(DbContextOptions<JellyfinDbContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    public DbSet<ItemPerson> ItemPeople => Set<ItemPerson>();

    public DbSet<ItemMedia> ItemMedia => Set<ItemMedia>();

    public DbSet<KeyFrames> KeyFrames => Set<KeyFrames>();

    public DbSet<ExtractedSubtitle> ExtractedSubtitles => Set<ExtractedSubtitle>();

    public DbSet<ProbeQueueEntry> ProbeQueue => Set<ProbeQueueEntry>();

    public DbSet<LibraryFolder> Libraries => Set<LibraryFolder>();

    public DbSet<LinkedChild> LinkedChildren => Set<LinkedChild>();

    public DbSet<MediaSegment> MediaSegments => Set<MediaSegment>();

    public DbSet<TrickplaySet> TrickplaySets => Set<TrickplaySet>();

    public DbSet<UserItemData> UserData => Set<UserItemData>();

    public DbSet<User> Users => Set<User>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    public DbSet<DeviceOptions> DeviceOptions => Set<DeviceOptions>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<DisplayPreferences> DisplayPreferences => Set<DisplayPreferences>();

    public DbSet<ConfigurationEntry> Configuration => Set<ConfigurationEntry>();

    public DbSet<TaskSchedule> TaskSchedules => Set<TaskSchedule>();

    public DbSet<TaskRun> TaskRuns => Set<TaskRun>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<ActivityLogEntry> ActivityLog => Set<ActivityLogEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(JellyfinDbContext).Assembly);
        SnakeCaseNames.Apply(modelBuilder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
}

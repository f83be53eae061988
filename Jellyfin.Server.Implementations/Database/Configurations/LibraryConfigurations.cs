using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Subtitles;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Jellyfin.Server.Implementations.Database.Configurations;

internal sealed class ItemPersonConfiguration : IEntityTypeConfiguration<ItemPerson>
{
    public void Configure(EntityTypeBuilder<ItemPerson> builder)
    {
        builder.HasKey(person => new { person.ItemId, person.SortOrder });
        builder.HasIndex(person => person.PersonId);
        builder.HasOne<Item>().WithMany().HasForeignKey(person => person.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ItemMediaConfiguration : IEntityTypeConfiguration<ItemMedia>
{
    public void Configure(EntityTypeBuilder<ItemMedia> builder)
    {
        builder.HasKey(media => media.ItemId);
        builder.Property(media => media.ItemId).ValueGeneratedNever();
        builder.Property(media => media.Streams).HasJson();
        builder.Property(media => media.Chapters).HasJson();
        builder.Property(media => media.Attachments).HasJson();
        builder.HasOne<Item>().WithOne().HasForeignKey<ItemMedia>(media => media.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class KeyFramesConfiguration : IEntityTypeConfiguration<KeyFrames>
{
    public void Configure(EntityTypeBuilder<KeyFrames> builder)
    {
        builder.HasKey(frames => frames.ItemId);
        builder.Property(frames => frames.ItemId).ValueGeneratedNever();
        builder.HasOne<Item>().WithOne().HasForeignKey<KeyFrames>(frames => frames.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ExtractedSubtitleConfiguration : IEntityTypeConfiguration<ExtractedSubtitle>
{
    public void Configure(EntityTypeBuilder<ExtractedSubtitle> builder)
    {
        builder.HasKey(subtitle => new { subtitle.ItemId, subtitle.FileIndex });
        builder.HasOne<Item>().WithMany().HasForeignKey(subtitle => subtitle.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProbeQueueConfiguration : IEntityTypeConfiguration<ProbeQueueEntry>
{
    public void Configure(EntityTypeBuilder<ProbeQueueEntry> builder)
    {
        builder.HasKey(entry => entry.ItemId);
        builder.Property(entry => entry.ItemId).ValueGeneratedNever();
        builder.HasIndex(entry => entry.EnqueuedAt);
        builder.HasOne<Item>().WithOne().HasForeignKey<ProbeQueueEntry>(entry => entry.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LibraryFolderConfiguration : IEntityTypeConfiguration<LibraryFolder>
{
    public void Configure(EntityTypeBuilder<LibraryFolder> builder)
    {
        builder.HasKey(library => library.Id);
        builder.HasIndex(library => library.Name).IsUnique();
        builder.Property(library => library.Options).HasJson();
    }
}

internal sealed class LinkedChildConfiguration : IEntityTypeConfiguration<LinkedChild>
{
    public void Configure(EntityTypeBuilder<LinkedChild> builder)
    {
        builder.HasKey(child => child.Id);
        builder.HasIndex(child => new { child.ParentId, child.SortOrder });
        builder.HasIndex(child => child.ChildId);
        builder.HasOne<Item>().WithMany().HasForeignKey(child => child.ParentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MediaSegmentConfiguration : IEntityTypeConfiguration<MediaSegment>
{
    public void Configure(EntityTypeBuilder<MediaSegment> builder)
    {
        builder.HasKey(segment => segment.Id);
        builder.HasIndex(segment => new { segment.ItemId, segment.StartTicks });
        builder.HasOne<Item>().WithMany().HasForeignKey(segment => segment.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class UserItemDataConfiguration : IEntityTypeConfiguration<UserItemData>
{
    public void Configure(EntityTypeBuilder<UserItemData> builder)
    {
        builder.HasKey(data => new { data.UserId, data.ItemId });
        builder.HasIndex(data => new { data.UserId, data.ItemId }, "ix_user_data_played").HasFilter("played");
        // Next up begins with what was played last; rows without a date come last there.
        builder.HasIndex(data => new { data.UserId, data.LastPlayedDate })
            .HasFilter("played")
            .IsDescending(false, true)
            .HasNullSortOrder(NullSortOrder.Unspecified, NullSortOrder.NullsLast);
        // No foreign key to items: watch state outlives a file that is away for a while.
        builder.HasOne<User>().WithMany().HasForeignKey(data => data.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(data => new { data.UserId, data.ItemId }, "ix_user_data_resumable").HasFilter("playback_position_ticks > 0");
    }
}

internal sealed class ConfigurationEntryConfiguration : IEntityTypeConfiguration<ConfigurationEntry>
{
    public void Configure(EntityTypeBuilder<ConfigurationEntry> builder)
    {
        builder.ToTable("configuration");
        builder.HasKey(entry => entry.Key);
        builder.Property(entry => entry.Value).HasColumnType("jsonb");
    }
}

internal sealed class ActivityLogConfiguration : IEntityTypeConfiguration<ActivityLogEntry>
{
    public void Configure(EntityTypeBuilder<ActivityLogEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.HasIndex(entry => entry.Date);
    }
}

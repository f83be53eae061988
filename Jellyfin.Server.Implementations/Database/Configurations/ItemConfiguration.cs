using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jellyfin.Server.Implementations.Database.Configurations;

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>
{
    public const string ScanSignature = nameof(ScanSignature);

    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.HasKey(item => item.Id);
        builder.Property(item => item.ProviderIds).HasJson();
        builder.Property(item => item.RemoteTrailers).HasJson();
        builder.Property(item => item.Images).HasJson();
        // Only the scanner knows it: what it looked at when it last wrote the item.
        builder.Property<string?>(ScanSignature);

        builder.HasIndex(item => item.ParentId).IncludeProperties(item => item.Role);
        builder.HasIndex(item => item.OwnerId);
        builder.HasIndex(item => item.Path);
        builder.HasIndex(item => item.LibraryId);
        AddListIndexes(builder);
        builder.HasIndex(item => new { item.SeriesId, item.ParentIndexNumber, item.IndexNumber });
        builder.HasIndex(item => item.SearchName).HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.HasIndex(item => item.Genres).HasMethod("gin");
        builder.HasIndex(item => item.Studios).HasMethod("gin");
        builder.HasIndex(item => item.Tags).HasMethod("gin");
    }

    /// <summary>
    /// Lists show main items only. Each index ends with the id as the lists' orders do, so that a page of ids and its total are read
    /// from the index alone.
    /// </summary>
    private static void AddListIndexes(EntityTypeBuilder<Item> builder)
    {
        var main = $"role = {(int)ItemRole.Main}";
        builder.HasIndex(item => new { item.LibraryId, item.Kind, item.SortName, item.Id }).HasFilter(main).IncludeProperties(item => item.IsVirtual);
        builder.HasIndex(item => new { item.Kind, item.SortName, item.Id }).HasFilter(main).IncludeProperties(item => item.IsVirtual);
        builder.HasIndex(item => new { item.LibraryId, item.Kind, item.DateCreated, item.Id }).HasFilter(main).IncludeProperties(item => item.IsVirtual);
        builder.HasIndex(item => new { item.Kind, item.DateCreated, item.Id }).HasFilter(main).IncludeProperties(item => item.IsVirtual);
        builder.HasIndex(item => new { item.LibraryId, item.SortName, item.Id }).HasFilter(main).IncludeProperties(item => new { item.Kind, item.IsVirtual });
        builder.HasIndex(item => new { item.SortName, item.Id }).HasFilter(main).IncludeProperties(item => new { item.Kind, item.IsVirtual });
        builder.HasIndex(item => new { item.SeriesId, item.Kind, item.Id }).HasFilter(main).IncludeProperties(item => item.IsVirtual);
        builder.HasIndex(item => new { item.SeasonId, item.Kind, item.Id }).HasFilter(main).IncludeProperties(item => item.IsVirtual);
        builder.HasIndex(item => new { item.LibraryId, item.DateCreated, item.Id }).HasFilter($"{main} AND NOT is_folder");
        builder.HasIndex(item => new { item.DateCreated, item.Id }).HasFilter($"{main} AND NOT is_folder");
    }
}

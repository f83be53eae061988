using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Trickplay;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jellyfin.Server.Implementations.Database.Configurations;

internal sealed class TrickplayConfiguration : IEntityTypeConfiguration<TrickplaySet>
{
    public void Configure(EntityTypeBuilder<TrickplaySet> builder)
    {
        builder.HasKey(set => new { set.ItemId, set.Width });
        builder.HasOne<Item>().WithMany().HasForeignKey(set => set.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

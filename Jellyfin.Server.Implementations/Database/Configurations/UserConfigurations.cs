using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jellyfin.Server.Implementations.Database.Configurations;

internal sealed class UserEntityConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.HasKey(user => user.Id);
        builder.HasIndex(user => user.NormalizedName).IsUnique();
        builder.Property(user => user.Policy).HasJson();
        builder.Property(user => user.Configuration).HasJson();
        builder.Property(user => user.Image).HasJson();
        builder.Property(user => user.RowVersion).IsRowVersion();
    }
}

internal sealed class AccessTokenConfiguration : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.HasKey(token => token.Id);
        builder.HasIndex(token => token.TokenHash).IsUnique();
        builder.HasIndex(token => new { token.UserId, token.DeviceId }).IsUnique();
        builder.HasIndex(token => token.DeviceId);
        builder.HasOne<User>().WithMany().HasForeignKey(token => token.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DeviceOptionsConfiguration : IEntityTypeConfiguration<DeviceOptions>
{
    public void Configure(EntityTypeBuilder<DeviceOptions> builder)
    {
        builder.HasKey(options => options.DeviceId);
        builder.Property(options => options.Capabilities).HasColumnType("jsonb");
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasKey(key => key.Id);
        builder.HasIndex(key => key.TokenHash).IsUnique();
    }
}

internal sealed class DisplayPreferencesConfiguration : IEntityTypeConfiguration<DisplayPreferences>
{
    public void Configure(EntityTypeBuilder<DisplayPreferences> builder)
    {
        builder.HasKey(preferences => new { preferences.UserId, preferences.Client, preferences.Id });
        builder.Property(preferences => preferences.Data).HasColumnType("jsonb");
        builder.HasOne<User>().WithMany().HasForeignKey(preferences => preferences.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

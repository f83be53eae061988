using Jellyfin.Server.Implementations.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MigrationTool;

/// <summary>Gives the EF tools a context; no database is contacted.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<JellyfinDbContext>
{
    public JellyfinDbContext CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql("Host=unused").Options);
}

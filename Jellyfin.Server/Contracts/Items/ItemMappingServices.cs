using Jellyfin.Server.Contracts.Browsing;

namespace Jellyfin.Server.Contracts.Items;

internal static class ItemMappingServices
{
    /// <summary>Items as clients get them.</summary>
    public static void AddItemMapping(this IServiceCollection services)
    {
        services.AddSingleton<ItemDtoLoader>();
        services.AddSingleton<ItemDtoService>();
        services.AddSingleton<ItemAnswer>();
    }
}

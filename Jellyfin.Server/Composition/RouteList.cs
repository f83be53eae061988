namespace Jellyfin.Server.Composition;

/// <summary>The server's routes without a running server, for documentation and tests.</summary>
internal static class RouteList
{
    public static IReadOnlyList<RouteEndpoint> All()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddHosting();
        builder.Services.AddState();
        builder.Services.AddMediaServer();
        builder.Services.AddWire();
        var app = builder.Build();
        app.MapEndpoints();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}

namespace Jellyfin.Server.Endpoints;

/// <summary>
/// Routes whose handlers are compiled by the first request to each: to compile those of the whole API took half of a server's start. In this
/// namespace they are found before ASP.NET Core's methods of the same names.
/// </summary>
internal static class OnDemandRoutes
{
    private static readonly string[] Get = ["GET"];
    private static readonly string[] Post = ["POST"];
    private static readonly string[] Delete = ["DELETE"];

    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder api, string pattern, Delegate handler) => api.MapMethods(pattern, Get, handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder api, string pattern, Delegate handler) => api.MapMethods(pattern, Post, handler);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder api, string pattern, Delegate handler) => api.MapMethods(pattern, Delete, handler);

    public static RouteHandlerBuilder MapMethods(this IEndpointRouteBuilder api, string pattern, IEnumerable<string> methods, Delegate handler)
        => RouteHandlerServices.Map(api, pattern, handler, methods, RequestDelegateFactory.InferMetadata, CompileOnDemand);

    private static RequestDelegateResult CompileOnDemand(
        Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new RequestDelegateResult(context => compiled.Value(context), metadata?.EndpointMetadata ?? []);
    }
}

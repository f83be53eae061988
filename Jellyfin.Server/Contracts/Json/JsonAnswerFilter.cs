namespace Jellyfin.Server.Contracts.Json;

/// <summary>Every JSON answer is a <see cref="JsonAnswer"/>; in camelCase where the first JSON type a client accepts asks for it.</summary>
internal sealed class JsonAnswerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var options = WantsCamelCase(context.HttpContext.Request) ? WireJson.CamelCase : WireJson.PascalCase;
        return (result is INestedHttpResult nested ? nested.Result : result) switch
        {
            // Problem documents and the like have a type of their own.
            IContentTypeHttpResult { ContentType: not null } or null or string => result,
            IValueHttpResult { Value: { } value and not string } inner
                => new JsonAnswer(value, options, (inner as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK),
            IResult => result,
            var value => new JsonAnswer(value, options, StatusCodes.Status200OK),
        };
    }

    private static bool WantsCamelCase(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (!accept.Contains("CamelCase", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var first = accept.Split(',').FirstOrDefault(type => type.Contains("application/json", StringComparison.OrdinalIgnoreCase));
        return first is not null && first.Contains("CamelCase", StringComparison.OrdinalIgnoreCase);
    }
}

namespace Jellyfin.Server.Contracts.Json;

/// <summary>Answers in camelCase where the first JSON type a client accepts asks for it.</summary>
internal sealed class CamelCaseFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (!WantsCamelCase(context.HttpContext.Request))
        {
            return result;
        }

        var inner = result is INestedHttpResult nested ? nested.Result : result;
        return inner is IValueHttpResult { Value: { } value and not string }
            ? Results.Json(value, WireJson.CamelCase, statusCode: (inner as IStatusCodeHttpResult)?.StatusCode)
            : result;
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

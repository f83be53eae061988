using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jellyfin.Server.Middleware;

/// <summary>The problem document for a request that cannot be read.</summary>
internal static partial class BadRequestProblem
{
    public static IResult Of(HttpContext context, BadHttpRequestException bad)
    {
        var trace = new Dictionary<string, object?> { ["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier };
        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return Results.Problem(statusCode: bad.StatusCode, extensions: trace);
        }

        var parameter = UnreadableParameter().Match(bad.Message);
        var (field, message) = parameter.Success
            ? (parameter.Groups[1].Value, $"The value '{parameter.Groups[2].Value}' is not valid.")
            : (bad.InnerException is JsonException json ? json.Path ?? "" : "", bad.Message);
        return Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] }, extensions: trace);
    }

    /// <summary>The framework's message for a route or query value that does not parse.</summary>
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (\\w+)\" from \"(.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex UnreadableParameter();
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>The plain text that Jellyfin sends with refusals that are no validation errors; clients only look at the status.</summary>
internal static class ErrorTexts
{
    private const string Text = "Error processing request.";

    public static ContentHttpResult BadRequest() => TypedResults.Text(Text, "text/plain", statusCode: StatusCodes.Status400BadRequest);

    public static ContentHttpResult Unauthorized() => TypedResults.Text(Text, "text/plain", statusCode: StatusCodes.Status401Unauthorized);

    public static ContentHttpResult Forbidden() => TypedResults.Text(Text, "text/plain", statusCode: StatusCodes.Status403Forbidden);

    public static ContentHttpResult NotFound() => TypedResults.Text(Text, "text/plain", statusCode: StatusCodes.Status404NotFound);

    public static ContentHttpResult TooMany() => TypedResults.Text(Text, "text/plain", statusCode: StatusCodes.Status429TooManyRequests);
}

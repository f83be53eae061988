using Microsoft.AspNetCore.Http.Metadata;

namespace Jellyfin.Server.Endpoints;

internal static class AnyContentType
{
    /// <summary>
    /// Finds routes whatever the content type is. Otherwise a request without a body, or with another type, would look for the next best
    /// route and end at the one for operations that are not there; so it gets 400 or 415.
    /// </summary>
    public static void MatchAnyContentType(this IEndpointConventionBuilder endpoints)
        => endpoints.Finally(endpoint =>
        {
            foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
            {
                endpoint.Metadata.Remove(accepts);
            }
        });
}

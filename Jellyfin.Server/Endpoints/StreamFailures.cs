using Emby.Server.Implementations.Streaming.Hls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What is answered for a stream that cannot be made.</summary>
internal static class StreamFailures
{
    /// <summary>
    /// Gone is for the replica that passed the request on, which must not try it elsewhere: Not Found may be true of one replica only. A player that has
    /// ended its stream does not look; for one that does, both mean that asking again is of no use.
    /// </summary>
    public static ContentHttpResult ToAnswer(this TranscodeFailedException failure) => TypedResults.Text(
        failure.Message, "text/plain", statusCode: failure.IsByPlayer ? StatusCodes.Status410Gone : StatusCodes.Status500InternalServerError);
}

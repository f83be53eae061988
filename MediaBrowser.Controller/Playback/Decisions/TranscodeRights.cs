using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>What of a stream a user may have made. The same where streams are offered and where they are made.</summary>
public static class TranscodeRights
{
    /// <param name="policy">Null = a program without a user, which may have everything.</param>
    /// <param name="plan">What would be made.</param>
    public static bool Allow(UserPolicy? policy, StreamPlan plan)
        => Allow(policy, plan.Video is { IsCopy: false }, plan.Audio is { IsCopy: false });

    /// <summary>What only changes its container has a right of its own.</summary>
    internal static bool Allow(UserPolicy? policy, bool encodesVideo, bool encodesAudio) => policy is null
        || ((!encodesVideo || policy.EnableVideoPlaybackTranscoding)
            && (!encodesAudio || policy.EnableAudioPlaybackTranscoding)
            && (encodesVideo || encodesAudio || policy.EnablePlaybackRemuxing));
}

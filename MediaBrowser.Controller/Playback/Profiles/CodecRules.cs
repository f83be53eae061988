using MediaBrowser.Controller.Playback.Decisions;

namespace MediaBrowser.Controller.Playback.Profiles;

/// <summary>Which limits of a profile count for a stream, and which of them it breaks.</summary>
public static class CodecRules
{
    /// <summary>Conditions for a codec inside a container, as far as they apply to this stream.</summary>
    public static IEnumerable<ProfileCondition> Applying(
        DeviceProfile profile, CodecType type, string? codec, StreamContainer container, StreamProperties properties)
        => profile.CodecProfiles
            .Where(rule => rule.Type == type && ContainerNames.Lists(rule.Codec, codec) && InContainer(rule, container))
            .Where(rule => rule.ApplyConditions.All(condition => condition.IsSatisfied(properties)))
            .SelectMany(rule => rule.Conditions);

    public static TranscodeReason Broken(IEnumerable<ProfileCondition> conditions, StreamProperties properties)
        => conditions.Where(condition => !condition.IsSatisfied(properties))
            .Aggregate(TranscodeReason.None, (sum, condition) => sum | ProfileConditions.Reason(condition.Property));

    public static TranscodeReason BrokenByVideo(DeviceProfile profile, StreamContainer container, StreamProperties properties)
        => properties.Video is null
            ? TranscodeReason.None
            : Broken(Applying(profile, CodecType.Video, properties.Video.Codec, container, properties), properties);

    /// <param name="profile">Of the player.</param>
    /// <param name="type">Whether the sound belongs to a video.</param>
    /// <param name="container">Container the sound would be in.</param>
    /// <param name="properties">The source with the audio stream that counts.</param>
    public static TranscodeReason BrokenByAudio(DeviceProfile profile, CodecType type, StreamContainer container, StreamProperties properties)
    {
        if (properties.Audio is null)
        {
            return TranscodeReason.None;
        }

        var broken = Broken(Applying(profile, type, properties.Audio.Codec, container, properties), properties);
        return properties.Audio.IsExternal ? broken | TranscodeReason.AudioIsExternal : broken;
    }

    public static TranscodeReason BrokenByContainer(DeviceProfile profile, DlnaProfileType type, string? container, StreamProperties properties)
        => Broken(
            profile.ContainerProfiles.Where(rule => rule.Type == type && ContainerNames.Lists(rule.Container, container)).SelectMany(rule => rule.Conditions),
            properties);

    private static bool InContainer(CodecProfile rule, StreamContainer container)
        => string.Equals(rule.Container, "hls", StringComparison.OrdinalIgnoreCase)
            ? container.IsHls && ContainerNames.Lists(rule.SubContainer, container.Name)
            : ContainerNames.Lists(rule.Container, container.Name);
}

/// <param name="Name">Container of the file, or of the segments.</param>
/// <param name="IsHls">Whether it is cut into segments.</param>
public readonly record struct StreamContainer(string? Name, bool IsHls);

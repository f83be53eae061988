namespace MediaBrowser.Controller.Subtitles;

/// <summary>One text on the screen.</summary>
/// <param name="Text">Lines separated by a line feed; formatting as in SubRip (<c>&lt;i&gt;</c>).</param>
/// <param name="StartTicks">Ticks of 100 ns.</param>
/// <param name="EndTicks">Ticks of 100 ns.</param>
public sealed record SubtitleCue(string Text, long StartTicks, long EndTicks);

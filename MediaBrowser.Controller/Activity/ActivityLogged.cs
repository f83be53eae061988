namespace MediaBrowser.Controller.Activity;

/// <summary>Published after a line was added to the activity log.</summary>
public sealed record ActivityLogged(long EntryId);

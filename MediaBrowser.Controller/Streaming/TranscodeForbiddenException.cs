namespace MediaBrowser.Controller.Streaming;

/// <summary>Administrators do not let the user have such streams made.</summary>
public sealed class TranscodeForbiddenException() : Exception("You may not have this stream made.");

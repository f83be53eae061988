namespace MediaBrowser.Controller.Users;

/// <summary>A client's own view settings for a user; <see cref="Data"/> is the wire object as JSON.</summary>
public sealed class DisplayPreferences
{
    public required Guid UserId { get; set; }

    public required string Client { get; set; }

    public required Guid Id { get; set; }

    public required string Data { get; set; }
}

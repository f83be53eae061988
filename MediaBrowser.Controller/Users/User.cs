namespace MediaBrowser.Controller.Users;

public sealed class User
{
    public required Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Upper case; unique: names differ by more than case.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>In the format <c>$PBKDF2-SHA512$iterations=210000$SALT$HASH</c> (hex); null = no password.</summary>
    public string? PasswordHash { get; set; }

    public UserPolicy Policy { get; set; } = new();

    public UserConfiguration Configuration { get; set; } = new();

    public DateTimeOffset DateCreated { get; set; }

    public DateTimeOffset? LastLoginDate { get; set; }

    public DateTimeOffset? LastActivityDate { get; set; }

    public Library.ItemImage? Image { get; set; }

    /// <summary>Raised by each write; a writer that read an older one must read again.</summary>
    public uint RowVersion { get; set; }
}

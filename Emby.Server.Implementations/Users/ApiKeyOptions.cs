using System.ComponentModel.DataAnnotations;

namespace Emby.Server.Implementations.Users;

/// <summary>How the text of API keys is made.</summary>
public sealed class ApiKeyOptions
{
    public const string Section = "ApiKeys";

    /// <summary>
    /// The same on all replicas. Null = made at first use and kept in the database, so that who can read the database can make the keys.
    /// After a change old keys go on, but cannot be shown any more.
    /// </summary>
    [MinLength(16)]
    public string? Secret { get; set; }
}

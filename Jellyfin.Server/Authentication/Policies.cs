namespace Jellyfin.Server.Authentication;

/// <summary>Names of authorisation policies. Without one, an endpoint wants any valid token.</summary>
internal static class Policies
{
    /// <summary>Administrators and API keys.</summary>
    public const string Elevated = nameof(Elevated);

    /// <summary>Anybody until the start-up wizard is complete, then administrators.</summary>
    public const string FirstTimeSetupOrElevated = nameof(FirstTimeSetupOrElevated);

    /// <summary>Anybody until the start-up wizard is complete, then any valid token.</summary>
    public const string FirstTimeSetupOrDefault = nameof(FirstTimeSetupOrDefault);
}

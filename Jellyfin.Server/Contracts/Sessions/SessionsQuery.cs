namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>Which sessions a client asks for.</summary>
public sealed record SessionsQuery
{
    public Guid? ControllableByUserId { get; init; }

    public string? DeviceId { get; init; }

    public int? ActiveWithinSeconds { get; init; }
}

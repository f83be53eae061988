namespace Jellyfin.Server.Contracts;

/// <summary>A page of a list. All three fields are always sent: kotlin clients fail without them.</summary>
public sealed record QueryResult<T>(IReadOnlyList<T> Items, int TotalRecordCount, int StartIndex = 0);

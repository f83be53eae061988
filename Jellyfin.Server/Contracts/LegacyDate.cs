using System.Globalization;

namespace Jellyfin.Server.Contracts;

/// <summary>A time in a query string: ISO 8601, or <c>yyyyMMddHHmmss</c> in UTC as old clients write it. What is neither is 400.</summary>
public sealed record LegacyDate(DateTimeOffset Value)
{
    public static bool TryParse(string? text, out LegacyDate? date)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
        var isDate = DateTimeOffset.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, Utc, out var value)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out value);
        date = isDate ? new LegacyDate(value) : null;
        return isDate;
    }
}

using System.Globalization;

namespace MediaBrowser.Controller.Users;

/// <summary>When, from where and with what a user may use the server.</summary>
public static class AccessRules
{
    /// <summary>Without schedules any time is allowed; administrators are not bound by them.</summary>
    /// <param name="policy">Of the user.</param>
    /// <param name="localTime">In the time zone of the server: schedules are written in it.</param>
    public static bool AllowsTime(UserPolicy policy, DateTimeOffset localTime)
        => policy.IsAdministrator || policy.AccessSchedules.Length == 0 || policy.AccessSchedules.Any(schedule => Covers(schedule, localTime));

    public static bool AllowsNetwork(UserPolicy policy, bool isLocalNetwork) => policy.EnableRemoteAccess || isLocalNetwork;

    public static bool AllowsDevice(UserPolicy policy, string deviceId)
        => policy.IsAdministrator || policy.EnableAllDevices || policy.EnabledDevices.Contains(deviceId, StringComparer.OrdinalIgnoreCase);

    /// <summary>Wrong passwords until the user is locked; null = never.</summary>
    public static int? AttemptsBeforeLockout(UserPolicy policy) => policy.LoginAttemptsBeforeLockout switch
    {
        < 0 => null,
        0 => policy.IsAdministrator ? 5 : 3,
        _ => policy.LoginAttemptsBeforeLockout,
    };

    /// <summary>Letters, digits, spaces and <c>- ' . _ @ +</c>; neither empty nor with spaces at the ends.</summary>
    public static bool IsValidName(string? name)
        => !string.IsNullOrWhiteSpace(name)
            && name.Length <= 255
            && name.Trim().Length == name.Length
            && name.EnumerateRunes().All(rune => IsNameCharacter(rune.Value, CharUnicodeInfo.GetUnicodeCategory(rune.Value)));

    private static bool IsNameCharacter(int character, UnicodeCategory category)
        => character is ' ' or '-' or '\'' or '.' or '_' or '@' or '+'
            || category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    private static bool Covers(AccessSchedule schedule, DateTimeOffset localTime)
    {
        var hour = localTime.TimeOfDay.TotalHours;
        return CoversDay(schedule.DayOfWeek, localTime.DayOfWeek) && hour >= schedule.StartHour && hour <= schedule.EndHour;
    }

    private static bool CoversDay(DynamicDayOfWeek scheduled, DayOfWeek day) => scheduled switch
    {
        DynamicDayOfWeek.Everyday => true,
        DynamicDayOfWeek.Weekday => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        DynamicDayOfWeek.Weekend => day is DayOfWeek.Saturday or DayOfWeek.Sunday,
        _ => (int)scheduled == (int)day,
    };
}

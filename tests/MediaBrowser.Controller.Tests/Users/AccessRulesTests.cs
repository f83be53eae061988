using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Tests.Users;

public sealed class AccessRulesTests
{
    [Theory]
    [InlineData("2026-11-20T17:59:00", DynamicDayOfWeek.Friday, 18, 21, false)]
    [InlineData("2026-11-20T18:00:00", DynamicDayOfWeek.Friday, 18, 21, true)]
    [InlineData("2026-11-20T20:59:00", DynamicDayOfWeek.Weekday, 18, 21, true)]
    [InlineData("2026-11-20T21:01:00", DynamicDayOfWeek.Everyday, 18, 21, false)]
    [InlineData("2026-11-21T18:30:00", DynamicDayOfWeek.Friday, 18, 21, false)]
    [InlineData("2026-11-21T18:30:00", DynamicDayOfWeek.Weekday, 0, 24, false)]
    [InlineData("2026-11-21T23:59:59", DynamicDayOfWeek.Weekend, 0, 24, true)]
    [InlineData("2026-11-22T09:15:00", DynamicDayOfWeek.Sunday, 9.25, 9.5, true)]
    public void A_schedule_covers_its_hours(string time, DynamicDayOfWeek day, double start, double end, bool expected)
    {
        var policy = new UserPolicy { AccessSchedules = [new AccessSchedule(day, start, end)] };

        Assert.Equal(expected, AccessRules.AllowsTime(policy, DateTimeOffset.Parse(time + "Z", null)));
    }

    [Fact]
    public void Administrators_and_users_without_schedules_have_no_hours()
    {
        var never = new AccessSchedule(DynamicDayOfWeek.Everyday, 25, 26);

        Assert.True(AccessRules.AllowsTime(new UserPolicy(), DateTimeOffset.UnixEpoch));
        Assert.True(AccessRules.AllowsTime(new UserPolicy { IsAdministrator = true, AccessSchedules = [never] }, DateTimeOffset.UnixEpoch));
        Assert.False(AccessRules.AllowsTime(new UserPolicy { AccessSchedules = [never] }, DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData(-1, false, null)]
    [InlineData(0, false, 3)]
    [InlineData(0, true, 5)]
    [InlineData(7, true, 7)]
    public void The_policy_says_after_how_many_wrong_passwords_a_user_is_locked(int configured, bool isAdministrator, int? expected)
        => Assert.Equal(expected, AccessRules.AttemptsBeforeLockout(new UserPolicy { LoginAttemptsBeforeLockout = configured, IsAdministrator = isAdministrator }));

    [Theory]
    [InlineData("admin", true)]
    [InlineData("Jörg O'Neill-Smith", true)]
    [InlineData("j.doe_1@home+tv", true)]
    [InlineData("山田 太郎", true)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData(" admin", false)]
    [InlineData("admin ", false)]
    [InlineData("a/b", false)]
    [InlineData("a\nb", false)]
    [InlineData("<b>", false)]
    public void Names_are_letters_digits_and_a_few_signs(string name, bool expected) => Assert.Equal(expected, AccessRules.IsValidName(name));

    [Fact]
    public void Only_named_devices_are_allowed_where_not_all_are()
    {
        var policy = new UserPolicy { EnableAllDevices = false, EnabledDevices = ["TV"] };

        Assert.True(AccessRules.AllowsDevice(policy, "tv"));
        Assert.False(AccessRules.AllowsDevice(policy, "phone"));
    }

    [Fact]
    public void A_user_who_is_let_in_again_starts_with_no_failed_log_ins()
    {
        var locked = new UserPolicy { IsDisabled = true, InvalidLoginAttemptCount = 3 };

        Assert.Equal(0, PolicyRules.Apply(locked, new UserPolicy { InvalidLoginAttemptCount = 3 }, Guid.Empty).InvalidLoginAttemptCount);
        Assert.Equal(3, PolicyRules.Apply(locked, new UserPolicy { IsDisabled = true }, Guid.Empty).InvalidLoginAttemptCount);
    }

    [Fact]
    public void What_a_client_sends_as_null_is_empty()
    {
        var policy = PolicyRules.Apply(new UserPolicy(), new UserPolicy { BlockedTags = null!, AccessSchedules = null!, AuthenticationProviderId = null! }, Guid.Empty);

        Assert.Empty(policy.BlockedTags);
        Assert.Empty(policy.AccessSchedules);
        Assert.Equal(UserPolicy.DefaultAuthenticationProvider, policy.AuthenticationProviderId);
    }

    [Fact]
    public void A_viewer_sees_the_libraries_of_the_policy()
    {
        Guid allowed = Guid.NewGuid(), other = Guid.NewGuid();
        var limited = Viewer.Of(User(new UserPolicy { EnableAllFolders = false, EnabledFolders = [allowed] }));
        var blocked = Viewer.Of(User(new UserPolicy { BlockedMediaFolders = [other] }));

        Assert.True(limited.SeesLibrary(allowed));
        Assert.False(limited.SeesLibrary(other));
        Assert.True(blocked.SeesLibrary(allowed));
        Assert.False(blocked.SeesLibrary(other));
        Assert.False(limited.SeesEverything);
        Assert.True(Viewer.Of(User(new UserPolicy())).SeesEverything);
    }

    private static User User(UserPolicy policy) => new() { Id = Guid.NewGuid(), Name = "a", NormalizedName = "A", Policy = policy };
}

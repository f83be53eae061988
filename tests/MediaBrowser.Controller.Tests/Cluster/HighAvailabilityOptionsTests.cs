using System.ComponentModel.DataAnnotations;
using MediaBrowser.Controller.Cluster;

namespace MediaBrowser.Controller.Tests.Cluster;

public sealed class HighAvailabilityOptionsTests
{
    [Fact]
    public void What_ships_is_valid_and_renews_three_times_in_a_lease()
    {
        var options = new HighAvailabilityOptions();

        Assert.Empty(options.Validate(new ValidationContext(options)));
        Assert.Equal(options.LeaseDuration / 3, options.RenewEvery);
        Assert.All(options.DescribeFlags(), flag => Assert.True(flag.IsOn));
    }

    [Theory]
    [InlineData("0:00:00.5", null, "HighAvailability:LeaseDuration must be between 1 second and 5 minutes.")]
    [InlineData("0:06", null, "HighAvailability:LeaseDuration must be between 1 second and 5 minutes.")]
    [InlineData("0:00:10", "0:00:06", "HighAvailability:RenewInterval must be 100 ms or more, and two renewals must fit into HighAvailability:LeaseDuration.")]
    [InlineData("0:00:10", "0:00:00", "HighAvailability:RenewInterval must be 100 ms or more, and two renewals must fit into HighAvailability:LeaseDuration.")]
    public void A_mistake_is_told_with_the_name_of_the_setting(string lease, string? renewal, string message)
    {
        var options = new HighAvailabilityOptions
        {
            LeaseDuration = TimeSpan.Parse(lease, null),
            RenewInterval = renewal is null ? null : TimeSpan.Parse(renewal, null),
        };

        Assert.Equal(message, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage);
    }

    [Fact]
    public void A_value_that_does_not_exist_is_told_with_those_that_do()
    {
        var options = new HighAvailabilityOptions { HardwareReadiness = (HardwareReadinessPolicy)9 };

        Assert.Equal(
            "HighAvailability:HardwareReadiness must be one of Ignore, FallBackToSoftware, Drain.",
            Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage);
    }

    [Fact]
    public void A_server_that_is_told_to_be_alone_shares_nothing()
    {
        var options = new HighAvailabilityOptions { Enabled = false };

        options.ApplyMasterSwitch();

        var on = options.DescribeFlags().Where(flag => flag.IsOn).Select(flag => flag.Name);
        Assert.Equal(["WhenRedisUnavailable", "QuickConnect", "SyncPlay", "HardwareReadiness"], on);
    }
}

using Emby.Server.Implementations.Users;

namespace Emby.Server.Implementations.Tests.Users;

public sealed class LoginThrottleTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 500)]
    [InlineData(4, 1000)]
    [InlineData(5, 2000)]
    [InlineData(6, 4000)]
    [InlineData(7, 4000)]
    [InlineData(1_000_000, 4000)]
    public void From_the_third_try_on_each_waits_longer(long attempt, int milliseconds)
        => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), LoginThrottle.DelayOf(attempt));
}

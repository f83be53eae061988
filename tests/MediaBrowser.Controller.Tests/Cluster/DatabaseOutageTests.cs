using System.Data.Common;
using System.Net.Sockets;
using MediaBrowser.Controller.Cluster;

namespace MediaBrowser.Controller.Tests.Cluster;

public sealed class DatabaseOutageTests
{
    public static TheoryData<Exception, bool> Exceptions => new()
    {
        { new FailedException(null), true },
        { new FailedException(new SocketException()), true },
        { new InvalidOperationException("wrapped by EF Core", new FailedException(new SocketException())), true },
        { new TimeoutException(), true },
        { new InvalidOperationException(), false },
        { new SocketException(), false },
        { new OperationCanceledException("stopped in the middle of a query", new FailedException(null)), false },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void A_database_that_fails_is_known_however_it_is_wrapped(Exception exception, bool expected)
        => Assert.Equal(expected, exception.IsDatabaseOutage());

    private sealed class FailedException(Exception? inner) : DbException("connection refused", inner);
}

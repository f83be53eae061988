using System.Net;
using System.Net.Sockets;

namespace Jellyfin.LocalCluster;

/// <summary>
/// Ports that nobody listens on. From below those that the kernel gives to outgoing connections (32768 and up on Linux): such a connection could
/// take the port before the server that it is for.
/// </summary>
public static class FreePort
{
    private const int First = 20000;
    private const int End = 32768;
    private const int Attempts = 1000;

    public static int Next()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new ClusterException($"no port between {First} and {End} is free");
    }

    /// <summary>Whether something can still listen on the port, on any address.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

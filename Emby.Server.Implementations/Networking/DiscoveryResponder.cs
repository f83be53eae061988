using System.Net;
using System.Net.Sockets;
using System.Text;
using MediaBrowser.Controller.Networking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Networking;

/// <summary>
/// Answers apps that look for servers in the local network. Of several replicas on one host the first has the port; the others try again,
/// so that one of them answers when it is gone.
/// </summary>
internal sealed partial class DiscoveryResponder(
    NetworkSettings settings,
    DiscoveryAnswer answer,
    IOptions<NetworkOptions> options,
    TimeProvider time,
    ILogger<DiscoveryResponder> logger) : BackgroundService
{
    private const string Question = "who is JellyfinServer?";
    private const int MaxQuestionBytes = 512;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reported = false;
        while (options.Value.Discovery && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                socket.ExclusiveAddressUse = true;
                socket.Bind(new IPEndPoint(IPAddress.Any, options.Value.DiscoveryPort));
                reported = false;
                LogListening(options.Value.DiscoveryPort);
                await AnswerAsync(socket, stoppingToken);
            }
            catch (SocketException exception)
            {
                LogNotListening(reported ? LogLevel.Debug : LogLevel.Information, options.Value.DiscoveryPort, exception.SocketErrorCode);
                reported = true;
            }

            await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    private async Task AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxQuestionBytes];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), cancellationToken);
            var question = Encoding.UTF8.GetString(buffer, 0, received.ReceivedBytes);
            if (!settings.Current.Network.AutoDiscovery || !question.Contains(Question, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var client = (IPEndPoint)received.RemoteEndPoint;
            if (await answer.MakeAsync(client, cancellationToken) is { } bytes)
            {
                await socket.SendToAsync(bytes, SocketFlags.None, client, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Answering discovery on UDP port {Port}")]
    private partial void LogListening(int port);

    [LoggerMessage("Discovery is not available on UDP port {Port} ({Reason}); another replica on this host may have it")]
    private partial void LogNotListening(LogLevel level, int port, SocketError reason);
}

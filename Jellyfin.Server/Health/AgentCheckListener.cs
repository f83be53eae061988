using System.Net.Sockets;
using System.Text;
using Jellyfin.Server.Implementations.Cluster;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Health;

/// <summary>
/// HAProxy's agent check: whoever connects is told a line and the connection is closed. One after the other; a few bytes fit into the
/// socket's buffer, so nobody can make the others wait.
/// </summary>
internal sealed partial class AgentCheckListener(
    ReplicaReadiness readiness,
    IHardwareReadiness hardware,
    ITranscodeCapacity capacity,
    IOptions<ClusterOptions> options,
    ILogger<AgentCheckListener> logger) : BackgroundService
{
    private const int Waiting = 16;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    private TcpListener? _listener;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AgentCheckPort is > 0 and var port)
        {
            _listener = TcpListener.Create(port);
            try
            {
                _listener.Start(Waiting);
            }
            catch (SocketException exception)
            {
                throw new InvalidOperationException($"Cluster:AgentCheckPort {port} cannot be listened on: {exception.Message}", exception);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_listener is not null)
        {
            try
            {
                using var client = await _listener.AcceptSocketAsync(stoppingToken);
                await AnswerAsync(client, stoppingToken);
            }
            catch (SocketException exception)
            {
                LogFailed(exception.Message);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed("no answer in time");
            }
        }
    }

    private async Task AnswerAsync(Socket client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        var answer = AgentAnswer.Of(readiness.IsDraining, hardware.Current.Health, TranscodeSlots.FreePercent(capacity.Current));
        await client.SendAsync(Encoding.ASCII.GetBytes(answer), limit.Token);
        client.Shutdown(SocketShutdown.Send);
    }

    [LoggerMessage(LogLevel.Debug, "An agent check was not answered: {Reason}")]
    private partial void LogFailed(string reason);
}

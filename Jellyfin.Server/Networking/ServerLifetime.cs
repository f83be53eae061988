namespace Jellyfin.Server.Networking;

/// <summary>
/// Stops this replica on request. Starting again is the work of whatever started it: a service manager or an orchestrator. A replica
/// without one can be stopped, not restarted.
/// </summary>
internal sealed class ServerLifetime(IHostApplicationLifetime host, IConfiguration configuration)
{
    /// <summary>"Temporary failure": service managers that restart on failure start the server again.</summary>
    private const int RestartExitCode = 75;

    /// <summary>True under systemd and Kubernetes; <c>Supervised=true</c> says so for others.</summary>
    public bool CanRestart { get; } = configuration.GetValue<bool?>("Supervised")
        ?? (configuration["INVOCATION_ID"] ?? configuration["KUBERNETES_SERVICE_HOST"]) is not null;

    public CancellationToken Stopping => host.ApplicationStopping;

    public bool IsStopping => Stopping.IsCancellationRequested;

    public bool IsRestarting { get; private set; }

    public void Stop(HttpResponse response) => response.OnCompleted(() =>
    {
        host.StopApplication();
        return Task.CompletedTask;
    });

    public void Restart(HttpResponse response)
    {
        IsRestarting = true;
        Environment.ExitCode = RestartExitCode;
        Stop(response);
    }
}

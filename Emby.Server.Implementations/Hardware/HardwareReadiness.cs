using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Hardware;

/// <summary>
/// Probes the hardware that administrators want, one probe after the other: node and driver often, a whole transcode now and then, after
/// a failed job, after a change of the settings, and until it works. Everybody else reads what was last found.
/// </summary>
internal sealed partial class HardwareReadiness(
    HardwareRounds rounds,
    SoftwareProbe software,
    HardwareJobResults jobs,
    HardwareInputs inputs,
    TimeProvider time,
    ILogger<HardwareReadiness> logger) : BackgroundService, IHardwareReadiness
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource _woken = Wakeable();
    private string _logged = "";

    public HardwareState Current => rounds.Last is { } last
        ? HardwareRules.Judge(WithJobs(last), software.Problem, inputs.Policy)
        : HardwareRules.Starting(inputs.Policy);

    public void ReportFailedJob() => _woken.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var changed = inputs.OnChange(ReportFailedJob);
        while (!stoppingToken.IsCancellationRequested)
        {
            var interval = await RunAsync(stoppingToken) ? inputs.Options.Interval : RetryInterval;
            await Task.WhenAny(_woken.Task, Task.Delay(interval, time, stoppingToken));
        }
    }

    /// <summary>Returns false when nobody could say which hardware is wanted: the database is not there yet.</summary>
    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var wasWoken = _woken.Task.IsCompleted;
        _woken = wasWoken ? Wakeable() : _woken;
        try
        {
            await rounds.RunAsync(wasWoken, cancellationToken);
            LogChange();
            return true;
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            return false;
        }
    }

    private HardwareReport? WithJobs(HardwareRound last)
        => last.Report is { } report ? report with { Checks = [.. report.Checks, jobs.Check(last.Target)] } : null;

    private void LogChange()
    {
        var state = Current;
        if (state.Reason == _logged)
        {
            return;
        }

        _logged = state.Reason;
        if (state.Health == TranscodeHealth.Healthy)
        {
            LogHealthy(state.Reason);
        }
        else
        {
            LogUnhealthy(state.Health, state.Reason, state.Report?.Failure?.Detail ?? "");
        }
    }

    private static TaskCompletionSource Wakeable() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Information, "Transcoding: {Reason}")]
    private partial void LogHealthy(string reason);

    [LoggerMessage(LogLevel.Warning, "Transcoding is {Health}: {Reason} {Detail}")]
    private partial void LogUnhealthy(TranscodeHealth health, string reason, string detail);
}

using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace Emby.Server.Implementations.Hardware;

/// <summary>How transcodes in hardware went in the last minutes: the only proof for films other than the probe's. Local by nature.</summary>
internal sealed class HardwareJobResults(TimeProvider time)
{
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    /// <summary>Fewer failures may be the films' fault.</summary>
    private const int EnoughFailures = 3;
    private const int MostResults = 200;

    private readonly Lock _lock = new();
    private readonly Queue<(DateTimeOffset At, HardwareAccelerationType Type, bool Succeeded)> _results = new();

    public void Add(HardwareAccelerationType type, bool succeeded)
    {
        lock (_lock)
        {
            _results.Enqueue((time.GetUtcNow(), type, succeeded));
            while (_results.Count > MostResults)
            {
                _results.Dequeue();
            }
        }
    }

    public HardwareCheck Check(HardwareTarget target)
    {
        int failed;
        int all;
        lock (_lock)
        {
            var recent = _results.Where(result => result.Type == target.Type && time.GetUtcNow() - result.At < Memory).ToList();
            all = recent.Count;
            failed = recent.Count(result => !result.Succeeded);
        }

        var subject = $"{all} transcodes of the last minutes";
        return all == 0 ? new HardwareCheck(HardwareLevel.Production, subject, HardwareCheckResult.Skipped)
            : failed < EnoughFailures || 2 * failed < all ? new HardwareCheck(HardwareLevel.Production, subject, HardwareCheckResult.Passed)
            : new HardwareCheck(HardwareLevel.Production, subject, HardwareCheckResult.Failed, HardwareFindings.Of(HardwareFault.JobsFail, target));
    }
}

using System.Globalization;
using System.Net;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests.Load;

/// <summary>One client: sends request after request and keeps book.</summary>
internal abstract class LoadClient(ServerClient client) : IDisposable
{
    /// <summary>A person's app gives up about then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Keeps two cores free for the server.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PauseWhenRefused = TimeSpan.FromMilliseconds(250);

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly List<string> _failedReads = [];
    private readonly List<string> _failedWrites = [];
    private bool _isRefused;
    private long _lastSuccess = TimeProvider.System.GetTimestamp();

    public IReadOnlyList<string> FailedReads => _failedReads;

    public IReadOnlyList<string> FailedWrites => _failedWrites;

    public int Requests { get; private set; }

    public int Successes { get; private set; }

    public int Refused { get; private set; }

    public int LogInsNeeded { get; private set; }

    public TimeSpan LongestGap { get; private set; }

    public TimeSpan SlowestAnswer { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await StepAsync(stop);
                await Task.Delay(_isRefused ? PauseWhenRefused : Pause, TimeProvider.System, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A client that never succeeds again must not look as if it had no gap.
            NoteGap();
        }
    }

    public void Dispose() => client.Dispose();

    protected abstract Task StepAsync(CancellationToken stop);

    /// <summary>The body of a success, else null.</summary>
    protected async Task<string?> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        var asked = TimeProvider.System.GetTimestamp();
        try
        {
            using var response = await client.Http.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            Note(response.StatusCode, method, path, response.Headers.TryGetValues("X-Served-By", out var by) ? by.First() : "no replica");
            return response.IsSuccessStatusCode ? text : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            Fail(method, path, exception.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Fail(method, path, $"no answer within {Patience.TotalSeconds:0} s");
        }
        finally
        {
            if (!stop.IsCancellationRequested)
            {
                Requests++;
                var took = TimeProvider.System.GetElapsedTime(asked);
                SlowestAnswer = took > SlowestAnswer ? took : SlowestAnswer;
            }
        }

        return null;
    }

    private void Note(HttpStatusCode status, HttpMethod method, string path, string servedBy)
    {
        switch (status)
        {
            case >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous:
                Successes++;
                _isRefused = false;
                NoteGap();
                break;
            case HttpStatusCode.ServiceUnavailable:
                Refused++;
                _isRefused = true;
                break;
            default:
                LogInsNeeded += status == HttpStatusCode.Unauthorized ? 1 : 0;
                Fail(method, path, $"{(int)status} from {servedBy}");
                break;
        }
    }

    private void NoteGap()
    {
        var gap = TimeProvider.System.GetElapsedTime(_lastSuccess);
        LongestGap = gap > LongestGap ? gap : LongestGap;
        _lastSuccess = TimeProvider.System.GetTimestamp();
    }

    private void Fail(HttpMethod method, string path, string reason)
    {
        var seconds = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        (method == HttpMethod.Get ? _failedReads : _failedWrites).Add(
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s {method} {path.Split('?')[0]}: {reason}"));
    }
}

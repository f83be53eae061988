using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Jellyfin.LocalCluster;

namespace Jellyfin.Testing;

/// <summary>One real server process on a port of its own.</summary>
public sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private const int KeptLines = 200;

    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-replica-").FullName;
    private readonly ConcurrentQueue<string> _log = [];
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    public Replica(string id, Dictionary<string, string> settings)
    {
        Id = id;
        Url = $"http://127.0.0.1:{FreePort.Next()}";
        _settings = new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_URLS"] = Url,
            ["Cluster__ReplicaId"] = id,
            ["Cluster__Url"] = Url,
            ["Cluster__DrainDelay"] = "00:00:00",
            ["Paths__Cache"] = Path.Combine(_directory, "cache"),
            ["Paths__Transcodes"] = Transcodes,
            ["Paths__Logs"] = Path.Combine(_directory, "logs"),
        };
        // Code runs too seldom to be worth optimising; that would take as much processor time as the start itself.
        _settings.TryAdd("DOTNET_TieredPGO", "0");
        _settings.TryAdd("DOTNET_TC_CallCounting", "0");
        // Each start would transcode a film; where that matters a fixture says so.
        _settings.TryAdd("Hardware__SoftwareDelay", "01:00:00");
        // A fixture that is never disposed must not leave a server behind.
        AppDomain.CurrentDomain.ProcessExit += KillNow;
    }

    public string Id { get; }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>Where this replica's ffmpeg writes.</summary>
    public string Transcodes => Path.Combine(_directory, "transcodes");

    /// <summary>The last lines that the server wrote.</summary>
    public string Log => string.Join(Environment.NewLine, _log);

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException($"{Id} does not run");

    /// <summary>Changes an option before the next start (<c>Section__Name</c>).</summary>
    public void Set(string name, string value) => _settings[name] = value;

    /// <summary>Starts the process and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Launch();
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Starts the process and waits until it ends by itself. Returns its status.</summary>
    public async Task<int> RunToEndAsync(CancellationToken cancellationToken)
    {
        var process = Launch();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(cancellationToken);
        }
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopLimit);
        await Command.RunAsync("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], StopLimit, cancellationToken);
        await process.WaitForExitAsync(limit.Token);
    }

    /// <summary>A client of this replica that calls itself <paramref name="deviceId"/>; without a token when that is null.</summary>
    public HttpClient CreateClient(string? token, string deviceId = "test-device")
    {
        var client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(30) };
        var parameter = $"Client=\"Tests\", Device=\"Test device\", DeviceId=\"{Uri.EscapeDataString(deviceId)}\", Version=\"1.0\"";
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("MediaBrowser", token is null ? parameter : $"{parameter}, Token=\"{token}\"");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillNow;
        await KillAsync(CancellationToken.None);
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [ServerProgram.Main])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _process;
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.StartNew();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (_process!.HasExited || started.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"{Id} did not become ready:{Environment.NewLine}{Log}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        while (_log.Count > KeptLines)
        {
            _log.TryDequeue(out _);
        }
    }

    private void KillNow(object? sender, EventArgs arguments)
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}

using Emby.Server.Implementations.Hardware;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Hardware;

public sealed class HardwareReadinessTests : IAsyncLifetime
{
    private const int Limit = 60;

    private readonly StandInFfmpeg _standIn = new();
    private readonly HardwareJobResults _jobs = new(TimeProvider.System);
    private ServiceProvider _services = null!;
    private HardwareReadiness _readiness = null!;
    private TranscodeReports _reports = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private int Transcodes => _standIn.Calls.Count(call => call == "transcode");

    public async ValueTask InitializeAsync()
    {
        // Nothing but what is reported brings about a second probe.
        var settings = HardwareHost.Settings(_standIn, "00:00:20");
        settings["Hardware:Interval"] = "10:00:00";
        settings["Hardware:TranscodeInterval"] = "10:00:00";
        _services = HardwareHost.Services(settings);
        var inputs = new HardwareInputs(
            new QsvIsWanted(), new SilentBus(), _services.GetRequiredService<IOptions<HardwareOptions>>(), Options.Create(new HighAvailabilityOptions()));
        var software = new SoftwareProbe(
            _services.GetRequiredService<ProbeProgram>(),
            _services.GetRequiredService<IOptions<FfmpegOptions>>(),
            Options.Create(new TranscodeOptions()),
            _services.GetRequiredService<IOptions<HardwareOptions>>(),
            TimeProvider.System,
            NullLogger<SoftwareProbe>.Instance);
        var rounds = new HardwareRounds(_services.GetRequiredService<HardwareProbe>(), inputs, TimeProvider.System);
        _readiness = new HardwareReadiness(rounds, software, _jobs, inputs, TimeProvider.System, NullLogger<HardwareReadiness>.Instance);
        _reports = new TranscodeReports(_jobs, _readiness);
        await _readiness.StartAsync(Cancel);
        await Eventually.IsTrueAsync(() => _readiness.Current.Health == TranscodeHealth.Healthy, "the first probe succeeded", Limit);
    }

    [Fact]
    public async Task A_job_that_fails_in_hardware_has_it_probed_at_once()
    {
        Assert.Equal(1, Transcodes);
        _standIn.Fail("init", "Error creating a MFX session: -9.");

        _reports.Start(HardwareAccelerationType.qsv).End(succeeded: false);

        await Eventually.IsTrueAsync(() => _readiness.Current.Report?.Failure?.Fault == HardwareFault.RuntimeMissing, "the cause is known", Limit);
        Assert.Equal(TranscodeHealth.Degraded, _readiness.Current.Health);
        _standIn.Repair("init");
        _reports.Start(HardwareAccelerationType.qsv).End(succeeded: false);
        await Eventually.IsTrueAsync(() => Transcodes == 2 && _readiness.Current.Health == TranscodeHealth.Healthy, "one failed film is not a failed GPU", Limit);
    }

    [Fact]
    public async Task Hardware_that_passes_the_probe_and_fails_with_films_is_not_used()
    {
        for (var job = 0; job < 3; job++)
        {
            Assert.Equal(TranscodeHealth.Healthy, _readiness.Current.Health);
            _reports.Start(HardwareAccelerationType.qsv).End(succeeded: false);
        }

        var state = _readiness.Current;
        Assert.Equal(HardwareFault.JobsFail, state.Report?.Failure?.Fault);
        Assert.Equal(HardwareLevel.Production, state.Report?.Checks[^1].Level);
        Assert.Equal(TranscodeHealth.Degraded, state.Health);
        await Eventually.IsTrueAsync(() => Transcodes > 1, "it is probed again", Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _readiness.StopAsync(CancellationToken.None);
        _readiness.Dispose();
        await _services.DisposeAsync();
        _standIn.Dispose();
    }

    private sealed class QsvIsWanted : IConfigurationStore
    {
        private static readonly EncodingOptions Wanted = new() { HardwareAccelerationType = HardwareAccelerationType.qsv, EnableTonemapping = false };

        public ValueTask<T> GetAsync<T>(string key, CancellationToken cancellationToken)
            where T : class, new() => ValueTask.FromResult((T)(object)Wanted);

        public Task SaveAsync<T>(string key, T value, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task<T> UpdateAsync<T>(string key, Func<T, T> change, CancellationToken cancellationToken)
            where T : class, new() => throw new NotSupportedException();
    }

    private sealed class SilentBus : IMessageBus
    {
        public ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => ValueTask.CompletedTask;

        public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
            where T : class => new MemoryStream();

        public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler) => new MemoryStream();
    }
}

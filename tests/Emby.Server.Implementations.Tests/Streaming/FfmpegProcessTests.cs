using System.Diagnostics;
using Emby.Server.Implementations.Streaming.Ffmpeg;

namespace Emby.Server.Implementations.Tests.Streaming;

public sealed class FfmpegProcessTests
{
    [Fact]
    public async Task Its_processor_time_can_be_asked_for_at_the_moment_of_its_end()
    {
        for (var round = 0; round < 100; round++)
        {
            using var process = new FfmpegProcess(
                Process.Start(new ProcessStartInfo("true") { RedirectStandardError = true })!, new FfmpegLog(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
            while (!process.HasExited)
            {
                Assert.True(process.ProcessorTime >= TimeSpan.Zero);
            }

            await process.DrainAsync(TestContext.Current.CancellationToken);
        }
    }
}

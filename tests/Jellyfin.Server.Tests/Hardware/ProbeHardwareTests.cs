using System.Diagnostics;
using System.Text.Json;
using Jellyfin.LocalCluster;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Hardware;

/// <summary>The command, as somebody who is not root.</summary>
public sealed class ProbeHardwareTests : IDisposable
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly StandInFfmpeg _standIn = new();
    private readonly DirectoryInfo _program = Directory.CreateTempSubdirectory("jellyfin-program-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_names_the_group_that_may_open_the_device()
    {
        var (name, id) = AnyGroup();
        await MakeNodeAsync(id);

        var (code, report) = await ProbeAsync();

        Assert.Equal(1, code);
        Assert.Equal("NoPermission", report.GetProperty("Fault").GetString());
        Assert.Equal($"the server's user may not open {_standIn.Node}; it belongs to group {name} (gid {id})", report.GetProperty("Cause").GetString());
        Assert.Contains($"usermod -aG {name} ", report.GetProperty("Remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_without_a_name_is_given_as_a_number()
    {
        await MakeNodeAsync("54321");

        var (_, report) = await ProbeAsync();

        Assert.Contains("supplementalGroups: 54321", report.GetProperty("Remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_the_group_may_open_it()
    {
        var (_, id) = AnyGroup();
        await MakeNodeAsync(id);

        Assert.Equal(0, (await ProbeAsync("--groups", id)).Code);
    }

    public void Dispose()
    {
        _standIn.Dispose();
        _program.Delete(recursive: true);
    }

    /// <summary>Another one than root's.</summary>
    private static (string Name, string Id) AnyGroup()
    {
        var fields = File.ReadLines("/etc/group").Select(line => line.Split(':')).First(fields => fields[2] is not ("0" or Nobody));
        return (fields[0], fields[2]);
    }

    /// <summary>A device that does nothing, and that only root and a group may open.</summary>
    private async Task MakeNodeAsync(string group)
    {
        File.Delete(_standIn.Node);
        await Command.RunAsync("mknod", ["-m", "660", _standIn.Node, "c", "1", "3"], Limit, Cancel);
        await Command.RunAsync("chgrp", [group, _standIn.Node], Limit, Cancel);
    }

    /// <summary>The checkout may be closed to other users.</summary>
    private async Task<string> CopyProgramAsync()
    {
        foreach (var file in Directory.EnumerateFiles(ServerProgram.Folder).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(_program.FullName, Path.GetFileName(file)), overwrite: true);
        }

        await Command.RunAsync("chmod", ["-R", "a+rX", _program.FullName], Limit, Cancel);
        return Path.Combine(_program.FullName, Path.GetFileName(ServerProgram.Main));
    }

    private async Task<(int Code, JsonElement Failure)> ProbeAsync(params string[] groups)
    {
        var program = await CopyProgramAsync();
        var start = new ProcessStartInfo(
            "setpriv",
            [
                "--reuid", Nobody, "--regid", Nobody, .. groups is [] ? ["--clear-groups"] : groups,
                "dotnet", program, "probe-hardware", "--device", _standIn.Node, "--ffmpeg", _standIn.Ffmpeg, "--json",
            ])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment["JELLYFIN_Hardware__SystemFolder"] = _standIn.SystemFolder;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, JsonDocument.Parse(output).RootElement.GetProperty("Failure"));
    }
}

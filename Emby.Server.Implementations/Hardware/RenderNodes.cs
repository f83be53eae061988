using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

/// <summary>GPUs as the operating system shows them.</summary>
internal sealed class RenderNodes(ProbeProgram program, IOptions<HardwareOptions> options)
{
    private const string GroupFile = "/etc/group";
    private const string DefaultNode = "renderD128";
    private const string NodePattern = "renderD*";
    private const string NvidiaControl = "nvidiactl";

    /// <summary>The wanted device, or the first one of the wanted vendor, or where one usually is.</summary>
    public string Find(HardwareTarget target)
    {
        var folder = options.Value.DeviceFolder;
        if (target.Type == HardwareAccelerationType.nvenc)
        {
            return Path.Combine(Path.GetDirectoryName(folder) ?? folder, NvidiaControl);
        }

        if (target.Device.Length > 0)
        {
            return target.Device;
        }

        var nodes = Directory.Exists(folder) ? Directory.GetFiles(folder, NodePattern).Order(StringComparer.Ordinal).ToList() : [];
        var vendor = RenderNodeRules.VendorFor(target.Type);
        return nodes.Find(node => vendor is null || Vendor(node) == vendor) ?? nodes.FirstOrDefault() ?? Path.Combine(folder, DefaultNode);
    }

    /// <summary>Null when the node did not answer in time.</summary>
    public async Task<RenderNode?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (FileStatus.Read(path) is not { } status)
        {
            return new RenderNode();
        }

        var node = new RenderNode
        {
            Exists = true,
            IsCharacterDevice = status.IsCharacterDevice,
            GroupId = status.GroupId,
            GroupName = GroupName(status.GroupId),
            Vendor = Vendor(path),
        };
        // In a process of its own: opening the device of a hung driver does not come back. The path is a parameter, not part of the script.
        var opened = await program.RunAsync("/bin/sh", ["-c", "exec 3<>\"$1\"", "sh", path], ReadOnlyMemory<byte>.Empty, cancellationToken);
        return opened.End == ProbeEnd.Hung ? null : node with { OpenError = opened.Succeeded ? null : opened.Error.Trim() };
    }

    private string? Vendor(string path)
    {
        var name = Path.GetFileName(path);
        if (!name.StartsWith("renderD", StringComparison.Ordinal) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target)
        {
            name = target.Name;
        }

        var file = Path.Combine(options.Value.SystemFolder, name, "device", "vendor");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    private static string? GroupName(long id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return File.Exists(GroupFile)
            ? File.ReadLines(GroupFile).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == number)?[0]
            : null;
    }
}

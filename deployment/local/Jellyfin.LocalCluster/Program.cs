using System.CommandLine;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Commands;

var configuration = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    // Ending a whole cluster takes longer than the default two seconds.
    ProcessTerminationTimeout = TimeSpan.FromMinutes(2),
};
try
{
    return await ClusterCommands.Create().Parse(args).InvokeAsync(configuration);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("interrupted");
    return 130;
}
catch (Exception exception) when (exception is ClusterException or InvalidOperationException or HttpRequestException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
{
    // One line, whatever a program that failed had to say.
    Console.Error.WriteLine($"error: {string.Join(" | ", exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}");
    return 1;
}

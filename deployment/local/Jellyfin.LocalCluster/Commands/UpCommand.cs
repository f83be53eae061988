using System.CommandLine;
using CliCommand = System.CommandLine.Command;

namespace Jellyfin.LocalCluster.Commands;

/// <summary><c>up</c>: starts the cluster; in the foreground ends it again on Ctrl-C.</summary>
internal static class UpCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly Option<int> Replicas = new("--replicas") { Description = "how many servers", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Port = new("--port") { Description = "where HAProxy listens", DefaultValueFactory = _ => 8096 };
    private static readonly Option<string?> MediaFolder = new("--media") { Description = "folder with Movies/ and Shows/; without it sample media are made" };
    private static readonly Option<string?> Web = new("--webdir") { Description = "a built Jellyfin web client, served at /web/" };
    private static readonly Option<string?> Server = new("--server") { Description = "folder with a built server; without it the checkout's is published" };
    private static readonly Option<bool> Bare = new("--bare") { Description = "servers only: the wizard, libraries and the scan are left to you" };
    private static readonly Option<bool> Namespaces = new("--namespaces") { Description = "PostgreSQL, Redis and each server in a network namespace, so that replica cut works; needs root" };
    private static readonly Option<bool> Detach = new("--detach") { Description = "return when all is ready and leave it running" };

    public static CliCommand Create()
    {
        var command = new CliCommand("up", "Starts the cluster") { Replicas, Port, MediaFolder, Web, Server, Bare, Namespaces, Detach };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var cluster = ClusterCommands.Open(arguments);
        await cluster.UpAsync(Options(arguments), cancellationToken);
        StatusCommand.Print(await cluster.StatusAsync(cancellationToken), cluster.Folders);
        if (arguments.GetValue(Detach))
        {
            Console.WriteLine("It keeps running; deployment/local/down ends it.");
            return;
        }

        Console.WriteLine("Ctrl-C ends it.");
        await WaitAsync(cluster, cancellationToken);
    }

    /// <summary>Until somebody interrupts, or <c>down</c> is called elsewhere.</summary>
    private static async Task WaitAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            while (cluster.IsRunning)
            {
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Ending everything");
            await cluster.DownAsync(purge: false, CancellationToken.None);
        }
    }

    private static UpOptions Options(ParseResult arguments) => new()
    {
        Replicas = arguments.GetValue(Replicas),
        Port = arguments.GetValue(Port),
        MediaDirectory = arguments.GetValue(MediaFolder),
        WebDirectory = arguments.GetValue(Web),
        ProgramDirectory = arguments.GetValue(Server),
        Bare = arguments.GetValue(Bare),
        Namespaces = arguments.GetValue(Namespaces),
    };
}

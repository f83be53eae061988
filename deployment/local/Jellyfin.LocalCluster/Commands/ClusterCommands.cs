using System.CommandLine;
using Jellyfin.LocalCluster.Processes;
using CliCommand = System.CommandLine.Command;

namespace Jellyfin.LocalCluster.Commands;

/// <summary>The command line: one command per script in <c>deployment/local</c>.</summary>
internal static class ClusterCommands
{
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(10);

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "folder of the cluster; default .local/cluster in the checkout",
        Recursive = true,
    };

    public static RootCommand Create()
    {
        var root = new RootCommand("A whole Jellyfin cluster on this machine") { UpCommand.Create(), Down(), StatusCommand.Create(), Replica(), RollingRestart(), Service(), Guard(), SampleMediaCommand() };
        root.Options.Add(Data);
        return root;
    }

    public static Cluster Open(ParseResult arguments)
        => new(arguments.GetValue(Data) ?? Path.Combine(Checkout.Find(), ".local", "cluster"), new ConsoleProgress());

    private static CliCommand Down()
    {
        var purge = new Option<bool>("--purge") { Description = "delete the data too" };
        var command = new CliCommand("down", "Ends everything that up started") { purge };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var cluster = Open(arguments);
            await cluster.DownAsync(arguments.GetValue(purge), cancellationToken);
            Console.WriteLine(arguments.GetValue(purge) ? $"cluster in {cluster.Folders.Root} is down and deleted" : $"cluster in {cluster.Folders.Root} is down");
        });
        return command;
    }

    private static CliCommand Replica()
    {
        var command = new CliCommand("replica", "Kills, stops, starts, pauses, resumes, cuts off, heals, drains or undrains one replica");
        command.Add(Signalling("kill", "SIGKILL", Signal.Kill, "killed"));
        command.Add(Signalling("stop", "SIGTERM; returns when it has ended", Signal.Terminate, "stopped"));
        command.Add(Signalling("pause", "SIGSTOP", Signal.Stop, "paused"));
        command.Add(Signalling("resume", "SIGCONT", Signal.Continue, "resumed"));
        command.Add(Named("start", "starts it again; returns when it is ready", "ID", (cluster, id, cancellationToken) => cluster.StartReplicaAsync(id, cancellationToken), "replica {0} is ready"));
        command.Add(Named("cut", "drops all packets between it and PostgreSQL and Redis; for a cluster with --namespaces", "ID", (cluster, id, cancellationToken) => cluster.CutAsync(id, ["postgres", "redis"], cancellationToken), "replica {0} is cut off"));
        command.Add(Named("heal", "lets its packets through again", "ID", (cluster, id, cancellationToken) => cluster.HealAsync(id, cancellationToken), "replica {0} is healed"));
        command.Add(Named("drain", "takes it out of service; returns when it gets no new requests", "ID", (cluster, id, cancellationToken) => cluster.DrainAsync(id, cancellationToken), "replica {0} is drained"));
        command.Add(Named("undrain", "puts it back into service", "ID", (cluster, id, cancellationToken) => cluster.UndrainAsync(id, cancellationToken), "replica {0} serves again"));
        return command;
    }

    private static CliCommand RollingRestart()
    {
        var command = new CliCommand("rolling-restart", "Drains, stops and starts one replica after the other");
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await Open(arguments).RollingRestartAsync(cancellationToken);
            Console.WriteLine("all replicas were restarted");
        });
        return command;
    }

    private static CliCommand Service() => new("service", "Stops or starts postgres, redis or haproxy")
    {
        Named("stop", "ends the service", "NAME", (cluster, name, cancellationToken) => cluster.StopServiceAsync(name, cancellationToken), "{0} stopped"),
        Named("start", "starts the service again", "NAME", (cluster, name, cancellationToken) => cluster.StartServiceAsync(name, cancellationToken), "{0} runs"),
    };

    private static CliCommand Signalling(string name, string description, Signal signal, string done)
        => Named(name, description, "ID", (cluster, id, cancellationToken) => cluster.SignalReplicaAsync(id, signal, cancellationToken), "replica {0} " + done);

    private static CliCommand Named(string name, string description, string argumentName, Func<Cluster, string, CancellationToken, Task> act, string done)
    {
        var argument = new Argument<string>(argumentName);
        var command = new CliCommand(name, description) { argument };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var value = arguments.GetRequiredValue(argument);
            await act(Open(arguments), value, cancellationToken);
            Console.WriteLine(done.Replace("{0}", value, StringComparison.Ordinal));
        });
        return command;
    }

    /// <summary>Ends and deletes the cluster when whoever holds the other end of standard input dies, however it dies.</summary>
    private static CliCommand Guard()
    {
        var command = new CliCommand("guard", "Ends and deletes the cluster when standard input closes") { Hidden = true };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            while (await Console.In.ReadLineAsync(cancellationToken) is not null)
            {
            }

            await EndAsync(Open(arguments));
        });
        return command;
    }

    /// <summary>Whoever died may not have let go of the lock yet.</summary>
    private static async Task EndAsync(Cluster cluster)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await cluster.DownAsync(purge: true, CancellationToken.None);
                return;
            }
            catch (ClusterException) when (TimeProvider.System.GetElapsedTime(started) < LockLimit)
            {
                await Task.Delay(LockLimit / 50, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static CliCommand SampleMediaCommand()
    {
        var directory = new Argument<string>("DIR");
        var command = new CliCommand("sample-media", "Makes the sample media in DIR") { directory };
        command.SetAction((arguments, cancellationToken)
            => Media.SampleMedia.MakeAsync(Path.GetFullPath(arguments.GetRequiredValue(directory)), new ConsoleProgress(), cancellationToken));
        return command;
    }
}

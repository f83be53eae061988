using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CliCommand = System.CommandLine.Command;

namespace Jellyfin.LocalCluster.Commands;

/// <summary><c>status</c>: what runs where.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // It is read by people and programs, not by a browser.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static CliCommand Create()
    {
        var json = new Option<bool>("--json") { Description = "for programs" };
        var command = new CliCommand("status", "Shows what runs where") { json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var cluster = ClusterCommands.Open(arguments);
            var status = await cluster.StatusAsync(cancellationToken);
            if (arguments.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(status, Json));
            }
            else
            {
                Print(status, cluster.Folders);
            }
        });
        return command;
    }

    public static void Print(ClusterStatus status, ClusterFolders folders)
    {
        Console.WriteLine($"""

            Address    {status.Url}
            Log-in     {status.Admin.Name} / {status.Admin.Password ?? "(wizard not done)"}
            """);
        foreach (var replica in status.Replicas)
        {
            var condition = replica.Pid is null ? "does not run" : replica.Ready ? "ready" : "not ready";
            Console.WriteLine($"Replica    {replica.Id}  {replica.Url}  {condition}{(replica.Leader ? ", leader" : "")}  log {folders.ReplicaLog(replica.Id)}");
        }

        Console.WriteLine($"""
            HAProxy    {status.Haproxy.StatsUrl}
            PostgreSQL {status.Postgres.ConnectionString}
            Redis      {status.Redis.Endpoint}
            Data       {folders.Root}

            """);
    }
}

using System.Text.Json.Nodes;

namespace Jellyfin.LocalCluster.Setup;

/// <summary>Asks for a library scan and waits for its end.</summary>
public static class LibraryScan
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>A cluster that nobody gave a leader yet starts nothing; longer than that is a fault.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(ServerClient client, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var task = await FindAsync(client, cancellationToken);
        var id = (string)task["Id"]!;
        var lastEnd = LastEnd(task);
        progress.Step("Scanning the libraries");
        await client.PostAsync($"/ScheduledTasks/Running/{id}", null, cancellationToken);
        var asked = TimeProvider.System.GetTimestamp();
        var seen = false;
        while (true)
        {
            task = (await client.GetAsync($"/ScheduledTasks/{id}", cancellationToken))!;
            var idle = (string?)task["State"] == "Idle";
            if (idle && LastEnd(task) != lastEnd)
            {
                break;
            }

            seen |= !idle;
            if (!seen && TimeProvider.System.GetElapsedTime(asked) > StartLimit)
            {
                throw new ClusterException($"the library scan did not start within {StartLimit.TotalSeconds:0} s");
            }

            progress.Percentage("Scanning", (double?)task["CurrentProgressPercentage"] ?? 0);
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }

        progress.Percentage("Scanning", 100);
        var status = (string?)task["LastExecutionResult"]?["Status"];
        if (status != "Completed")
        {
            throw new ClusterException($"the library scan ended with {status}: {(string?)task["LastExecutionResult"]?["ErrorMessage"]}");
        }
    }

    private static string? LastEnd(JsonNode task) => (string?)task["LastExecutionResult"]?["EndTimeUtc"];

    private static async Task<JsonNode> FindAsync(ServerClient client, CancellationToken cancellationToken)
    {
        var tasks = (await client.GetAsync("/ScheduledTasks", cancellationToken))!.AsArray();
        return tasks.FirstOrDefault(task => (string?)task!["Key"] == "RefreshLibrary") ?? throw new ClusterException("the server has no task RefreshLibrary");
    }
}

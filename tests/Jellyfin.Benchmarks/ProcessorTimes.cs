using System.Globalization;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>Processor time, of all cores, that each part of a cluster on this machine has used.</summary>
internal sealed record ProcessorTimes(TimeSpan Replicas, TimeSpan Postgres, TimeSpan Redis, TimeSpan Clients)
{
    /// <summary>The unit in which Linux counts.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>The clients are this process.</summary>
    public static ProcessorTimes Read(IEnumerable<Replica> replicas, PostgresFixture postgres, RedisFixture redis) => new(
        replicas.Aggregate(TimeSpan.Zero, (sum, replica) => sum + Of(replica.ProcessId)),
        postgres.ProcessId is { } server ? OfFamily(server) : TimeSpan.Zero,
        redis.ProcessId is { } store ? Of(store) : TimeSpan.Zero,
        Of(Environment.ProcessId));

    public static ProcessorTimes operator -(ProcessorTimes after, ProcessorTimes before)
        => new(after.Replicas - before.Replicas, after.Postgres - before.Postgres, after.Redis - before.Redis, after.Clients - before.Clients);

    /// <summary>PostgreSQL has a process for each connection.</summary>
    private static TimeSpan OfFamily(int id)
        => File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => Of(int.Parse(child, CultureInfo.InvariantCulture)))
            .Aggregate(Of(id), (sum, used) => sum + used);

    /// <summary>With the children that have ended. Nothing for a process that ends just now.</summary>
    private static TimeSpan Of(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            // The name before it, in parentheses, may hold anything.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds(fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }
}

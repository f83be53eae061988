using System.Globalization;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Services;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What may happen to a Redis.</summary>
public enum RedisDisturbance
{
    Flushed,
    RestartedEmpty,
    WithoutItsReplicas,
    MadeAReplica,
    Hung,
    Stopped,
}

internal static class RedisDisturbances
{
    public static async Task BeginAsync(this RedisServer redis, RedisDisturbance disturbance, CancellationToken cancellationToken)
    {
        switch (disturbance)
        {
            case RedisDisturbance.Flushed:
                await CommandAsync(redis, "FLUSHALL");
                break;
            case RedisDisturbance.RestartedEmpty:
                await redis.StopAsync(cancellationToken);
                await redis.StartAsync(cancellationToken);
                break;
            case RedisDisturbance.WithoutItsReplicas:
                await CommandAsync(redis, "CONFIG", "SET", "min-replicas-to-write", "1");
                break;
            case RedisDisturbance.MadeAReplica:
                await CommandAsync(redis, "REPLICAOF", "127.0.0.1", "1");
                break;
            case RedisDisturbance.Hung:
                await SignalAsync(redis, "STOP", cancellationToken);
                break;
            default:
                await redis.StopAsync(cancellationToken);
                break;
        }
    }

    public static async Task EndAsync(this RedisServer redis, RedisDisturbance disturbance, CancellationToken cancellationToken)
    {
        switch (disturbance)
        {
            case RedisDisturbance.WithoutItsReplicas:
                await CommandAsync(redis, "CONFIG", "SET", "min-replicas-to-write", "0");
                break;
            case RedisDisturbance.MadeAReplica:
                await CommandAsync(redis, "REPLICAOF", "NO", "ONE");
                break;
            case RedisDisturbance.Hung:
                await SignalAsync(redis, "CONT", cancellationToken);
                break;
            case RedisDisturbance.Stopped:
                await redis.StartAsync(cancellationToken);
                break;
            default:
                break;
        }
    }

    private static Task<string> SignalAsync(RedisServer redis, string signal, CancellationToken cancellationToken)
        => Command.RunAsync(
            "kill", ["-" + signal, redis.ProcessId!.Value.ToString(CultureInfo.InvariantCulture)], TimeSpan.FromSeconds(5), cancellationToken);

    private static async Task CommandAsync(RedisServer redis, string command, params object[] arguments)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Endpoint + ",allowAdmin=true");
        await connection.GetDatabase().ExecuteAsync(command, arguments);
    }
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>A member of a SyncPlay group; what it gets is kept with the time it came at.</summary>
internal sealed class GroupMember : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();

    private GroupMember(HttpClient client) => _client = client;

    public static async Task<GroupMember> ConnectAsync(Replica replica, string device)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(replica, ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, device);
        var member = new GroupMember(replica.CreateClient(token, device));
        await member._socket.ConnectAsync(
            new Uri($"{replica.Url.Replace("http", "ws", StringComparison.Ordinal)}/socket?ApiKey={token}"), CancellationToken.None);
        _ = member.ReceiveAllAsync();
        return member;
    }

    /// <summary>Returns the answer, if it has one.</summary>
    public async Task<JsonElement> PostAsync(string operation, object body)
    {
        using var response = await _client.PostAsJsonAsync("/SyncPlay/" + operation, body);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The next command or group update of that name; others are skipped.</summary>
    public async Task<Received> NextAsync(string name)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var message = await _received.Reader.ReadAsync(limit.Token);
            if (message.Name == name)
            {
                return message;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _client.Dispose();
    }

    private async Task ReceiveAllAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                Keep(Stopwatch.GetTimestamp(), JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or JsonException or ObjectDisposedException or OperationCanceledException)
        {
            _received.Writer.TryComplete();
        }
    }

    private void Keep(long at, JsonElement message)
    {
        var field = message.GetProperty("MessageType").GetString() switch { "SyncPlayCommand" => "Command", "SyncPlayGroupUpdate" => "Type", _ => null };
        if (field is not null)
        {
            var data = message.GetProperty("Data");
            _received.Writer.TryWrite(new Received(data.GetProperty(field).GetString()!, data, at));
        }
    }
}

/// <param name="Name">Of the command or update.</param>
/// <param name="Data">As it was sent.</param>
/// <param name="At">Timestamp of its arrival.</param>
internal sealed record Received(string Name, JsonElement Data, long At);

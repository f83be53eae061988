using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>A client's web socket, with bounded waits.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();

    public static async Task<SocketClient> ConnectAsync(Replica replica, string path)
    {
        var client = new SocketClient();
        await client._socket.ConnectAsync(new Uri(replica.Url.Replace("http", "ws", StringComparison.Ordinal) + path), TestContext.Current.CancellationToken);
        return client;
    }

    public Task SendAsync(string type, object? data = null)
        => _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { MessageType = type, Data = data }),
            WebSocketMessageType.Text,
            endOfMessage: true,
            TestContext.Current.CancellationToken);

    /// <summary>Skips other messages. Fails when none of the type comes in time.</summary>
    public async Task<JsonElement> ReceiveAsync(string type)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (true)
        {
            var message = await ReadAsync(limit.Token) ?? throw new InvalidOperationException($"The server hung up instead of sending {type}");
            if (message.GetProperty("MessageType").GetString() == type)
            {
                return message;
            }
        }
    }

    /// <summary>What comes of the type until one of the other type does.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReceiveUntilAsync(string type, string end)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var found = new List<JsonElement>();
        while (true)
        {
            var message = await ReadAsync(limit.Token) ?? throw new InvalidOperationException($"The server hung up instead of sending {end}");
            var name = message.GetProperty("MessageType").GetString();
            if (name == end)
            {
                return found;
            }

            if (name == type)
            {
                found.Add(message);
            }
        }
    }

    /// <summary>The connection breaks without a goodbye.</summary>
    public void Break() => _socket.Abort();

    /// <summary>Returns when the server has hung up, with the types of what it said until then; fails when it does not.</summary>
    public async Task<IReadOnlyList<string?>> WaitForEndAsync()
    {
        var types = new List<string?>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (await ReadAsync(limit.Token) is { } message)
            {
                types.Add(message.GetProperty("MessageType").GetString());
            }
        }
        catch (WebSocketException)
        {
            // It did not say goodbye.
        }

        return types;
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }

        _socket.Dispose();
    }

    private async Task<JsonElement?> ReadAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[8192];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(Encoding.UTF8.GetString(text.ToArray())).RootElement;
    }
}

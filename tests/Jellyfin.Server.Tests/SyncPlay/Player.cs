using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.SyncPlay;

/// <summary>A client that watches with others: a session with a web socket, whose messages are kept with the time they came at.</summary>
internal sealed class Player : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _token;
    private readonly string _device;
    private Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private ClientWebSocket _socket = new();

    private Player(string token, string device) => (_token, _device) = (token, device);

    public HttpClient Http { get; private set; } = null!;

    public static async Task<Player> ConnectAsync(
        Replica replica, string device, string name = ReplicaFixture.AdminName, string password = ReplicaFixture.AdminPassword)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(replica, name, password, device);
        var player = new Player(token, device);
        await player.ReconnectAsync(replica);
        return player;
    }

    /// <summary>Goes on at another replica, as the same session; older messages are forgotten.</summary>
    public async Task ReconnectAsync(Replica replica)
    {
        Http?.Dispose();
        _socket.Dispose();
        Http = replica.CreateClient(_token, _device);
        _socket = new ClientWebSocket();
        _received = Channel.CreateUnbounded<Received>();
        var address = replica.Url.Replace("http", "ws", StringComparison.Ordinal) + $"/socket?deviceId={_device}&ApiKey={_token}";
        await _socket.ConnectAsync(new Uri(address), TestContext.Current.CancellationToken);
        _ = PumpAsync(_socket, _received.Writer);
    }

    /// <summary>Expects 204; a busy machine may make Redis look away for a moment.</summary>
    public async Task SendAsync(string operation, object? body = null)
    {
        var status = HttpStatusCode.ServiceUnavailable;
        await Eventually.IsTrueAsync(
            async () => (status = await Http.StatusAsync(HttpMethod.Post, "/SyncPlay/" + operation, body ?? new { })) != HttpStatusCode.ServiceUnavailable,
            operation + " is answered",
            seconds: 30);
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    /// <summary>Begins a group and returns its id, also on a busy machine.</summary>
    public async Task<string> BeginGroupAsync()
    {
        var id = "";
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var response = await Http.PostAsJsonAsync("/SyncPlay/New", new { GroupName = "films" }, TestContext.Current.CancellationToken);
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    return false;
                }

                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                var group = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
                id = group.GetProperty("GroupId").GetString()!;
                return true;
            },
            "a group is begun",
            seconds: 30);
        return id;
    }

    /// <summary>The next SyncPlayCommand of the kind; others are skipped.</summary>
    public Task<Received> CommandAsync(string command)
        => NextAsync(message => message.Type == "SyncPlayCommand" && message.Text("Command") == command, command);

    /// <summary>The next SyncPlayGroupUpdate of the kind; others are skipped.</summary>
    public Task<Received> UpdateAsync(string type)
        => NextAsync(message => message.Type == "SyncPlayGroupUpdate" && message.Text("Type") == type, type);

    /// <summary>Says that the player stands at a position of an item.</summary>
    public Task ReadyAsync(string playlistItemId, long positionTicks = 0, bool isPlaying = false)
        => SendAsync("Ready", Report(playlistItemId, positionTicks, isPlaying));

    public Task BufferAsync(string playlistItemId, long positionTicks = 0) => SendAsync("Buffering", Report(playlistItemId, positionTicks, isPlaying: true));

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }

        _socket.Dispose();
        Http.Dispose();
    }

    private static object Report(string playlistItemId, long positionTicks, bool isPlaying)
        => new { When = TimeProvider.System.GetUtcNow(), PositionTicks = positionTicks, IsPlaying = isPlaying, PlaylistItemId = playlistItemId };

    private async Task<Received> NextAsync(Func<Received, bool> isWanted, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var skipped = new List<string>();
        try
        {
            while (true)
            {
                var message = await _received.Reader.ReadAsync(limit.Token);
                if (isWanted(message))
                {
                    return message;
                }

                skipped.Add($"{message.Type} {message.Data}");
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"{_device} did not get {what}, but: {string.Join(Environment.NewLine, skipped)}", exception);
        }
    }

    private static async Task PumpAsync(ClientWebSocket socket, ChannelWriter<Received> writer)
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
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                var at = TimeProvider.System.GetTimestamp();
                var message = JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement;
                writer.TryWrite(new Received(message.GetProperty("MessageType").GetString()!, message.TryGetProperty("Data", out var data) ? data : default, at));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or JsonException or ObjectDisposedException or OperationCanceledException)
        {
            writer.TryComplete();
        }
    }
}

/// <param name="Type">Message type.</param>
/// <param name="Data">As it was sent.</param>
/// <param name="At">Timestamp of its arrival.</param>
internal sealed record Received(string Type, JsonElement Data, long At)
{
    public DateTimeOffset When => Data.GetProperty(nameof(When)).GetDateTimeOffset();

    public long PositionTicks => Data.GetProperty(nameof(PositionTicks)).GetInt64();

    /// <summary>Entries of the queue in an update of it.</summary>
    public IReadOnlyList<string> Entries
        => [.. Data.GetProperty(nameof(Data)).GetProperty("Playlist").EnumerateArray().Select(entry => entry.GetProperty("PlaylistItemId").GetString()!)];

    public string? Text(string name) => Data.GetProperty(name).GetString();

    /// <summary>Where the film is at a time, as a client computes it from an Unpause.</summary>
    public TimeSpan PositionAt(DateTimeOffset time) => TimeSpan.FromTicks(PositionTicks) + (time - When);
}

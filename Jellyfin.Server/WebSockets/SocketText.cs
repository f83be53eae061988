using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Contracts.Json;

namespace Jellyfin.Server.WebSockets;

/// <summary>The text of web socket messages.</summary>
internal static class SocketText
{
    /// <param name="type">Name in the API.</param>
    /// <param name="data">Sent as the API sends it; null = none.</param>
    public static byte[] Write(string type, object? data = null) => Write(type, data is null ? null : JsonSerializer.SerializeToNode(data, WireJson.PascalCase));

    public static byte[] Write(string type, JsonNode? data)
    {
        var message = new JsonObject { ["MessageType"] = type, ["MessageId"] = Guid.NewGuid().ToString("N") };
        if (data is not null)
        {
            message["Data"] = data;
        }

        return JsonSerializer.SerializeToUtf8Bytes(message);
    }

    /// <summary>Returns null for what is not a message: clients send rubbish, and that is no reason to hang up.</summary>
    public static InboundMessage? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<InboundMessage>(text, WireJson.PascalCase);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a client sends.</summary>
/// <param name="MessageType">For example KeepAlive or SessionsStart.</param>
/// <param name="Data">Text or number, depending on the type.</param>
internal sealed record InboundMessage(string? MessageType, JsonElement? Data);

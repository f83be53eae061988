using System.Text.Json.Serialization;

namespace MediaBrowser.Controller.Sessions;

/// <summary>Tells a client that plays something what to do, as the client gets it.</summary>
public sealed record PlaystateRequest(
    [property: JsonConverter(typeof(JsonStringEnumConverter<PlaystateCommand>))] PlaystateCommand Command)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SeekPositionTicks { get; init; }

    /// <summary>32 hex digits.</summary>
    public required string ControllingUserId { get; init; }
}

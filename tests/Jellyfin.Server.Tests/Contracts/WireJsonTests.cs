using System.Text.Json;
using Jellyfin.Server.Contracts.Json;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Tests.Contracts;

public sealed class WireJsonTests
{
    private sealed record Sample
    {
        public Guid Id { get; init; }

        public int Count { get; init; }

        public int? AudioStreamIndex { get; init; }

        public bool Flag { get; init; }

        public string? Name { get; init; }

        public DateTimeOffset? Date { get; init; }

        public MediaType MediaType { get; init; }

        public Dictionary<Guid, string>? ByItem { get; init; }
    }

    [Fact]
    public void Ids_are_32_hex_digits_and_nulls_are_left_out()
    {
        var json = JsonSerializer.Serialize(new Sample { Id = new Guid("D7751FFB-27D1-4A5F-91A5-B34D5451ED4F"), Count = 3 }, WireJson.PascalCase);

        Assert.Equal("""{"Id":"d7751ffb27d14a5f91a5b34d5451ed4f","Count":3,"Flag":false,"MediaType":"Unknown"}""", json);
    }

    [Fact]
    public void Times_are_utc_with_seven_digits()
    {
        var sample = new Sample { Date = new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)) };

        Assert.Contains("\"2026-01-02T03:04:05.0000000Z\"", JsonSerializer.Serialize(sample, WireJson.PascalCase), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_dictionary_keys_without_dashes()
    {
        var id = Guid.NewGuid();

        var json = JsonSerializer.Serialize(new Sample { ByItem = new() { [id] = "x" } }, WireJson.PascalCase);

        Assert.Contains($"{{\"{id:N}\":\"x\"}}", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"count":"7","audiostreamindex":"-1","FLAG":"true","mediaType":"video"}""")]
    [InlineData("""{"Count":7,"AudioStreamIndex":-1,"Flag":true,"MediaType":"Video","Unknown":{"a":[1]}}""")]
    [InlineData("""{"Count":7,"AudioStreamIndex":-1,"Flag":true,"MediaType":1}""")]
    public void What_clients_write_differently_reads_the_same(string json)
    {
        var sample = JsonSerializer.Deserialize<Sample>(json, WireJson.PascalCase)!;

        Assert.Equal(new Sample { Count = 7, AudioStreamIndex = -1, Flag = true, MediaType = MediaType.Video }, sample);
    }

    [Theory]
    [InlineData("\"\"", "00000000-0000-0000-0000-000000000000")]
    [InlineData("\"d7751ffb27d14a5f91a5b34d5451ed4f\"", "d7751ffb-27d1-4a5f-91a5-b34d5451ed4f")]
    [InlineData("\"D7751FFB-27D1-4A5F-91A5-B34D5451ED4F\"", "d7751ffb-27d1-4a5f-91a5-b34d5451ed4f")]
    public void Ids_read_with_and_without_dashes(string json, string expected)
        => Assert.Equal(new Guid(expected), JsonSerializer.Deserialize<Guid>(json, WireJson.PascalCase));

    [Theory]
    [InlineData("{\"Name\":12.5}", "12.5")]
    [InlineData("{\"Name\":true}", "true")]
    [InlineData("{\"Name\":\"x\"}", "x")]
    public void Text_may_arrive_as_another_token(string json, string expected)
        => Assert.Equal(expected, JsonSerializer.Deserialize<Sample>(json, WireJson.PascalCase)!.Name);

    [Fact]
    public void A_kind_this_server_does_not_know_is_no_error()
        => Assert.Equal(MediaType.Unknown, JsonSerializer.Deserialize<Sample>("{\"MediaType\":\"Hologram\"}", WireJson.PascalCase)!.MediaType);

    [Fact]
    public void Camel_case_changes_names_only()
        => Assert.Equal("""{"id":"00000000000000000000000000000000","count":0,"flag":false,"mediaType":"Unknown"}""", JsonSerializer.Serialize(new Sample(), WireJson.CamelCase));
}

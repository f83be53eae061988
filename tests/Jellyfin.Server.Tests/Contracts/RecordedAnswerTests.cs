using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Contracts;

/// <summary>Compares with answers that were recorded from a Jellyfin server, where somebody has them.</summary>
[Collection<PlainServer>]
public sealed class RecordedAnswerTests(ReplicaFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/System/Info", "system_info")]
    [InlineData("/System/Info/Public", "system_info_public")]
    [InlineData("/System/Info/Storage", "system_storage")]
    [InlineData("/System/Endpoint", "system_endpoint")]
    [InlineData("/System/Ping", "system_ping_get")]
    [InlineData("/System/Configuration", "system_configuration")]
    [InlineData("/System/Configuration/network", "system_configuration_network")]
    [InlineData("/System/Configuration/encoding", "system_configuration_encoding")]
    [InlineData("/System/Configuration/branding", "system_configuration_branding")]
    [InlineData("/System/Configuration/MetadataOptions/Default", "system_configuration_metadataoptions_default")]
    [InlineData("/Branding/Configuration", "branding_configuration")]
    [InlineData("/Localization/Cultures", "localization_cultures")]
    [InlineData("/Localization/Countries", "localization_countries")]
    [InlineData("/Localization/Options", "localization_options")]
    [InlineData("/Localization/ParentalRatings", "localization_parentalratings")]
    [InlineData("/GetUtcTime", "getutctime")]
    [InlineData("/Users/Me", "users_me")]
    [InlineData("/Items/Counts", "items_counts")]
    [InlineData("/UserViews", "userviews")]
    [InlineData("/ScheduledTasks", "scheduledtasks")]
    [InlineData("/Libraries/AvailableOptions", "libraries_availableoptions")]
    [InlineData("/QuickConnect/Enabled", "quickconnect_enabled")]
    public async Task Everything_that_was_recorded_is_there_with_the_same_type(string path, string name)
    {
        var file = Path.Combine(ApiFacts.Folder, "golden", name + ".json");
        if (!File.Exists(file))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"Not run: there is no {file}.");
            return;
        }

        using var recorded = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancellation));
        var answer = await server.Client.GetFromJsonAsync<JsonElement>(path, Cancellation);

        var differences = new List<string>();
        Compare(recorded.RootElement, answer, "", differences);
        Assert.Empty(differences);
    }

    /// <summary>Lists are compared by their first elements, and only when this server has any.</summary>
    private static void Compare(JsonElement recorded, JsonElement answer, string place, List<string> differences)
    {
        if (Kind(recorded) != Kind(answer))
        {
            differences.Add($"{place} is {answer.ValueKind} instead of {recorded.ValueKind}");
        }
        else if (recorded.ValueKind == JsonValueKind.Array && recorded.GetArrayLength() > 0 && answer.GetArrayLength() > 0)
        {
            Compare(recorded[0], answer[0], place + "[0]", differences);
        }
        else if (recorded.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in recorded.EnumerateObject())
            {
                if (answer.TryGetProperty(property.Name, out var value))
                {
                    Compare(property.Value, value, $"{place}.{property.Name}", differences);
                }
                else if (!DependsOnTheMachine(property.Name))
                {
                    differences.Add($"{place}.{property.Name} is missing");
                }
            }
        }
    }

    private static bool DependsOnTheMachine(string name)
        => name is "StorageType" or "DeviceId" or "LastExecutionResult" or "LastLoginDate" or "LastActivityDate" or "CurrentProgressPercentage";

    private static JsonValueKind Kind(JsonElement element) => element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}

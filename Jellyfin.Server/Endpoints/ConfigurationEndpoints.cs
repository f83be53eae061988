using System.Text.Json;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Json;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Endpoints;

internal static class ConfigurationEndpoints
{
    public static void MapConfiguration(this IEndpointRouteBuilder api)
    {
        api.MapGet("/System/Configuration", GetAsync).WithName("GetConfiguration");
        api.MapPost("/System/Configuration", UpdateAsync).WithName("UpdateConfiguration").RequireAuthorization(Policies.Elevated);
        api.MapGet("/System/Configuration/MetadataOptions/Default", () => TypedResults.Ok(new MetadataOptions()))
            .WithName("GetDefaultMetadataOptions").RequireAuthorization(Policies.Elevated);
        api.MapGet("/System/Configuration/{key}", GetNamedAsync).WithName("GetNamedConfiguration");
        api.MapPost("/System/Configuration/{key}", UpdateNamedAsync).WithName("UpdateNamedConfiguration").RequireAuthorization(Policies.Elevated);
        api.MapPost("/System/Configuration/Branding", UpdateBrandingAsync)
            .WithName("UpdateBrandingConfiguration").RequireAuthorization(Policies.Elevated);
    }

    private static async Task<Ok<ServerConfiguration>> GetAsync(IConfigurationStore store, CancellationToken cancellationToken)
        => TypedResults.Ok(await store.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken));

    private static async Task<NoContent> UpdateAsync(ServerConfiguration configuration, IConfigurationStore store, CancellationToken cancellationToken)
    {
        // Without the wizard's end the next caller could make himself administrator, so a form that leaves it out does not undo it.
        await store.UpdateAsync<ServerConfiguration>(
            ConfigurationKeys.System,
            old => configuration with { IsStartupWizardCompleted = old.IsStartupWizardCompleted || configuration.IsStartupWizardCompleted },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<JsonHttpResult<object>, NotFound, ForbidHttpResult>> GetNamedAsync(
        string key, Caller caller, IConfigurationStore store, IOptions<FfmpegOptions> ffmpeg, CancellationToken cancellationToken)
    {
        if (NamedConfigurations.Find(key) is not { } named)
        {
            return TypedResults.NotFound();
        }

        if (!named.IsForUsers && !caller.IsAdministrator)
        {
            return TypedResults.Forbid();
        }

        var value = await named.ReadAsync(store, cancellationToken);
        return TypedResults.Json(value is EncodingOptions encoding ? encoding with { EncoderAppPathDisplay = ffmpeg.Value.Path } : value);
    }

    private static async Task<Results<NoContent, NotFound, ValidationProblem>> UpdateNamedAsync(
        string key, HttpRequest request, IConfigurationStore store, CancellationToken cancellationToken)
    {
        if (NamedConfigurations.Find(key) is not { } named)
        {
            return TypedResults.NotFound();
        }

        try
        {
            return await named.SaveAsync(store, request.Body, WireJson.PascalCase, cancellationToken)
                ? TypedResults.NoContent()
                : Invalid("", "A non-empty request body is required.");
        }
        catch (JsonException exception)
        {
            return Invalid(exception.Path, "The value cannot be read.");
        }
    }

    private static ValidationProblem Invalid(string? field, string message)
        => TypedResults.ValidationProblem([KeyValuePair.Create(field ?? "", new[] { message })]);

    private static async Task<NoContent> UpdateBrandingAsync(BrandingOptions branding, IConfigurationStore store, CancellationToken cancellationToken)
    {
        await store.SaveAsync(ConfigurationKeys.Branding, branding, cancellationToken);
        return TypedResults.NoContent();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Json;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What clients keep about how they show things.</summary>
internal static class DisplayPreferencesEndpoints
{
    private const int MaxCharacters = 256 * 1024;

    public static void MapDisplayPreferences(this IEndpointRouteBuilder api)
    {
        api.MapGet("/DisplayPreferences/{displayPreferencesId}", GetAsync).WithName("GetDisplayPreferences");
        api.MapPost("/DisplayPreferences/{displayPreferencesId}", SaveAsync).WithName("UpdateDisplayPreferences");
    }

    private static async Task<Ok<DisplayPreferencesDto>> GetAsync(
        string displayPreferencesId,
        string client,
        RequestedUser user,
        IDisplayPreferencesStore store,
        CancellationToken cancellationToken)
    {
        var id = IdOf(displayPreferencesId);
        var json = await store.FindAsync(user.Id, client, id, cancellationToken);
        var saved = json is null ? null : JsonSerializer.Deserialize<DisplayPreferencesDto>(json, WireJson.PascalCase);
        return TypedResults.Ok((saved ?? new DisplayPreferencesDto()).Complete(id, client));
    }

    private static async Task<Results<NoContent, ContentHttpResult>> SaveAsync(
        string displayPreferencesId,
        string client,
        DisplayPreferencesDto preferences,
        RequestedUser user,
        IDisplayPreferencesStore store,
        CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(preferences, WireJson.PascalCase);
        if (json.Length > MaxCharacters)
        {
            return ErrorTexts.BadRequest();
        }

        await store.SaveAsync(user.Id, client, IdOf(displayPreferencesId), json, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>The id of something, or a name like <c>usersettings</c>: imported preferences have these ids for names.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Nothing is protected by it; the ids are those that Jellyfin has always made.")]
    private static Guid IdOf(string text)
        => Guid.TryParse(text, out var id) ? id : new Guid(MD5.HashData(Encoding.Unicode.GetBytes(text)));
}

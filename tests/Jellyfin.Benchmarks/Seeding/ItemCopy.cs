using System.Text.Json;
using System.Text.Json.Serialization;
using MediaBrowser.Controller.Library;
using Npgsql;
using NpgsqlTypes;

namespace Jellyfin.Benchmarks.Seeding;

/// <summary>Writes rows by COPY.</summary>
internal static class ItemCopy
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private static readonly (string Column, NpgsqlDbType Type, Func<Item, object?> Value)[] Columns =
    [
        ("id", NpgsqlDbType.Uuid, item => item.Id),
        ("kind", NpgsqlDbType.Integer, item => (int)item.Kind),
        ("name", NpgsqlDbType.Text, item => item.Name),
        ("sort_name", NpgsqlDbType.Text, item => item.SortName),
        ("search_name", NpgsqlDbType.Text, item => item.SearchName),
        ("media_type", NpgsqlDbType.Integer, item => (int)item.MediaType),
        ("is_folder", NpgsqlDbType.Boolean, item => item.IsFolder),
        ("is_virtual", NpgsqlDbType.Boolean, item => item.IsVirtual),
        ("parent_id", NpgsqlDbType.Uuid, item => item.ParentId),
        ("library_id", NpgsqlDbType.Uuid, item => item.LibraryId),
        ("role", NpgsqlDbType.Integer, item => (int)item.Role),
        ("series_id", NpgsqlDbType.Uuid, item => item.SeriesId),
        ("season_id", NpgsqlDbType.Uuid, item => item.SeasonId),
        ("series_name", NpgsqlDbType.Text, item => item.SeriesName),
        ("season_name", NpgsqlDbType.Text, item => item.SeasonName),
        ("index_number", NpgsqlDbType.Integer, item => item.IndexNumber),
        ("parent_index_number", NpgsqlDbType.Integer, item => item.ParentIndexNumber),
        ("path", NpgsqlDbType.Text, item => item.Path),
        ("container", NpgsqlDbType.Text, item => item.Container),
        ("date_created", NpgsqlDbType.TimestampTz, item => item.DateCreated),
        ("date_modified", NpgsqlDbType.TimestampTz, item => item.DateModified),
        ("overview", NpgsqlDbType.Text, item => item.Overview),
        ("genres", NpgsqlDbType.Array | NpgsqlDbType.Text, item => item.Genres),
        ("studios", NpgsqlDbType.Array | NpgsqlDbType.Text, item => item.Studios),
        ("official_rating", NpgsqlDbType.Text, item => item.OfficialRating),
        ("parental_rating", NpgsqlDbType.Integer, item => item.ParentalRating),
        ("community_rating", NpgsqlDbType.Real, item => item.CommunityRating),
        ("premiere_date", NpgsqlDbType.TimestampTz, item => item.PremiereDate),
        ("production_year", NpgsqlDbType.Integer, item => item.ProductionYear),
        ("status", NpgsqlDbType.Text, item => item.Status),
        ("run_time_ticks", NpgsqlDbType.Bigint, item => item.RunTimeTicks),
        ("width", NpgsqlDbType.Integer, item => item.Width),
        ("height", NpgsqlDbType.Integer, item => item.Height),
        ("collection_type", NpgsqlDbType.Integer, item => (int?)item.CollectionType),
        ("audio_languages", NpgsqlDbType.Array | NpgsqlDbType.Text, item => item.AudioLanguages),
        ("provider_ids", NpgsqlDbType.Jsonb, item => JsonSerializer.Serialize(item.ProviderIds, Json)),
        ("images", NpgsqlDbType.Jsonb, item => JsonSerializer.Serialize(item.Images, Json)),
        ("remote_trailers", NpgsqlDbType.Jsonb, _ => "[]"),
        ("has_subtitles", NpgsqlDbType.Boolean, item => item.HasSubtitles),
        ("lock_data", NpgsqlDbType.Boolean, _ => false),
        .. new[] { "taglines", "tags", "production_locations", "air_days", "subtitle_languages", "locked_fields" }
            .Select(column => (column, NpgsqlDbType.Array | NpgsqlDbType.Text, (Func<Item, object?>)(_ => Array.Empty<string>()))),
    ];

    public static async Task ItemsAsync(NpgsqlConnection connection, IEnumerable<Item> items, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", Columns.Select(column => column.Column));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY items ({columns}) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var item in items)
        {
            await writer.StartRowAsync(cancellationToken);
            foreach (var (_, type, value) in Columns)
            {
                await WriteAsync(writer, value(item), type, cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    public static async Task CreditsAsync(NpgsqlConnection connection, IEnumerable<ItemPerson> credits, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "COPY item_people (item_id, person_id, kind, sort_order, role) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var credit in credits)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(credit.ItemId, cancellationToken);
            await writer.WriteAsync(credit.PersonId, cancellationToken);
            await writer.WriteAsync((int)credit.Kind, cancellationToken);
            await writer.WriteAsync(credit.SortOrder, cancellationToken);
            await writer.WriteAsync(credit.Role, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter writer, object? value, NpgsqlDbType type, CancellationToken cancellationToken)
        => value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value, type, cancellationToken);
}

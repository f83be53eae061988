using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Jellyfin.Server.Implementations.Database.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "activity_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    overview = table.Column<string>(type: "text", nullable: true),
                    short_overview = table.Column<string>(type: "text", nullable: true),
                    item_id = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    date_created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    date_last_activity = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "configuration",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_configuration", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "device_options",
                columns: table => new
                {
                    device_id = table.Column<string>(type: "text", nullable: false),
                    custom_name = table.Column<string>(type: "text", nullable: true),
                    capabilities = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device_options", x => x.device_id);
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sort_name = table.Column<string>(type: "text", nullable: false),
                    search_name = table.Column<string>(type: "text", nullable: false),
                    original_title = table.Column<string>(type: "text", nullable: true),
                    media_type = table.Column<int>(type: "integer", nullable: false),
                    is_folder = table.Column<bool>(type: "boolean", nullable: false),
                    is_virtual = table.Column<bool>(type: "boolean", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    library_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    extra_type = table.Column<int>(type: "integer", nullable: true),
                    series_id = table.Column<Guid>(type: "uuid", nullable: true),
                    season_id = table.Column<Guid>(type: "uuid", nullable: true),
                    series_name = table.Column<string>(type: "text", nullable: true),
                    season_name = table.Column<string>(type: "text", nullable: true),
                    index_number = table.Column<int>(type: "integer", nullable: true),
                    index_number_end = table.Column<int>(type: "integer", nullable: true),
                    parent_index_number = table.Column<int>(type: "integer", nullable: true),
                    airs_before_season_number = table.Column<int>(type: "integer", nullable: true),
                    airs_after_season_number = table.Column<int>(type: "integer", nullable: true),
                    airs_before_episode_number = table.Column<int>(type: "integer", nullable: true),
                    path = table.Column<string>(type: "text", nullable: true),
                    container = table.Column<string>(type: "text", nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: true),
                    file_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    date_created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    date_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    date_last_media_added = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    overview = table.Column<string>(type: "text", nullable: true),
                    taglines = table.Column<string[]>(type: "text[]", nullable: false),
                    genres = table.Column<string[]>(type: "text[]", nullable: false),
                    studios = table.Column<string[]>(type: "text[]", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    production_locations = table.Column<string[]>(type: "text[]", nullable: false),
                    official_rating = table.Column<string>(type: "text", nullable: true),
                    custom_rating = table.Column<string>(type: "text", nullable: true),
                    parental_rating = table.Column<int>(type: "integer", nullable: true),
                    community_rating = table.Column<float>(type: "real", nullable: true),
                    critic_rating = table.Column<float>(type: "real", nullable: true),
                    premiere_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    production_year = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<string>(type: "text", nullable: true),
                    air_days = table.Column<string[]>(type: "text[]", nullable: false),
                    air_time = table.Column<string>(type: "text", nullable: true),
                    run_time_ticks = table.Column<long>(type: "bigint", nullable: true),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    bitrate = table.Column<int>(type: "integer", nullable: true),
                    has_subtitles = table.Column<bool>(type: "boolean", nullable: false),
                    audio_languages = table.Column<string[]>(type: "text[]", nullable: false),
                    subtitle_languages = table.Column<string[]>(type: "text[]", nullable: false),
                    collection_type = table.Column<int>(type: "integer", nullable: true),
                    provider_ids = table.Column<string>(type: "jsonb", nullable: false),
                    remote_trailers = table.Column<string>(type: "jsonb", nullable: false),
                    images = table.Column<string>(type: "jsonb", nullable: false),
                    lock_data = table.Column<bool>(type: "boolean", nullable: false),
                    locked_fields = table.Column<string[]>(type: "text[]", nullable: false),
                    preferred_metadata_language = table.Column<string>(type: "text", nullable: true),
                    preferred_metadata_country_code = table.Column<string>(type: "text", nullable: true),
                    scan_signature = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    fencing_token = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "libraries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    collection_type = table.Column<int>(type: "integer", nullable: true),
                    options = table.Column<string>(type: "jsonb", nullable: false),
                    date_created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_libraries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_key = table.Column<string>(type: "text", nullable: false),
                    scheduled_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    replica_id = table.Column<string>(type: "text", nullable: false),
                    fencing_token = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    progress = table.Column<double>(type: "double precision", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true),
                    is_stop_requested = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_schedules",
                columns: table => new
                {
                    task_key = table.Column<string>(type: "text", nullable: false),
                    triggers = table.Column<string>(type: "jsonb", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_schedules", x => x.task_key);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    policy = table.Column<string>(type: "jsonb", nullable: false),
                    configuration = table.Column<string>(type: "jsonb", nullable: false),
                    date_created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_login_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_activity_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    image = table.Column<string>(type: "jsonb", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "item_media",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    container = table.Column<string>(type: "text", nullable: true),
                    format_name = table.Column<string>(type: "text", nullable: true),
                    run_time_ticks = table.Column<long>(type: "bigint", nullable: true),
                    start_ticks = table.Column<long>(type: "bigint", nullable: false),
                    bitrate = table.Column<int>(type: "integer", nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    file_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    streams = table.Column<string>(type: "jsonb", nullable: false),
                    chapters = table.Column<string>(type: "jsonb", nullable: false),
                    attachments = table.Column<string>(type: "jsonb", nullable: false),
                    probed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_media", x => x.item_id);
                    table.ForeignKey(
                        name: "fk_item_media_items_item_id",
                        column: x => x.item_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "item_people",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_people", x => new { x.item_id, x.sort_order });
                    table.ForeignKey(
                        name: "fk_item_people_items_item_id",
                        column: x => x.item_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "key_frames",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ticks = table.Column<long[]>(type: "bigint[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_key_frames", x => x.item_id);
                    table.ForeignKey(
                        name: "fk_key_frames_items_item_id",
                        column: x => x.item_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "linked_children",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    child_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_linked_children", x => x.id);
                    table.ForeignKey(
                        name: "fk_linked_children_items_parent_id",
                        column: x => x.parent_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "media_segments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    start_ticks = table.Column<long>(type: "bigint", nullable: false),
                    end_ticks = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_segments", x => x.id);
                    table.ForeignKey(
                        name: "fk_media_segments_items_item_id",
                        column: x => x.item_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "probe_queue",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enqueued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    locked_by = table.Column<string>(type: "text", nullable: true),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_probe_queue", x => x.item_id);
                    table.ForeignKey(
                        name: "fk_probe_queue_items_item_id",
                        column: x => x.item_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    device_id = table.Column<string>(type: "text", nullable: false),
                    device_name = table.Column<string>(type: "text", nullable: false),
                    app_name = table.Column<string>(type: "text", nullable: false),
                    app_version = table.Column<string>(type: "text", nullable: false),
                    date_created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    date_last_activity = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "display_preferences",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_display_preferences", x => new { x.user_id, x.client, x.id });
                    table.ForeignKey(
                        name: "fk_display_preferences_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_data",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    playback_position_ticks = table.Column<long>(type: "bigint", nullable: false),
                    play_count = table.Column<int>(type: "integer", nullable: false),
                    played = table.Column<bool>(type: "boolean", nullable: false),
                    is_favorite = table.Column<bool>(type: "boolean", nullable: false),
                    likes = table.Column<bool>(type: "boolean", nullable: true),
                    rating = table.Column<double>(type: "double precision", nullable: true),
                    last_played_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    audio_stream_index = table.Column<int>(type: "integer", nullable: true),
                    subtitle_stream_index = table.Column<int>(type: "integer", nullable: true),
                    date_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_data", x => new { x.user_id, x.item_id });
                    table.ForeignKey(
                        name: "fk_user_data_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_tokens_device_id",
                table: "access_tokens",
                column: "device_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_tokens_token_hash",
                table: "access_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_tokens_user_id_device_id",
                table: "access_tokens",
                columns: new[] { "user_id", "device_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_activity_log_date",
                table: "activity_log",
                column: "date");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_token_hash",
                table: "api_keys",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_item_people_person_id",
                table: "item_people",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_items_date_created_id",
                table: "items",
                columns: new[] { "date_created", "id" },
                filter: "role = 0 AND NOT is_folder");

            migrationBuilder.CreateIndex(
                name: "ix_items_genres",
                table: "items",
                column: "genres")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_items_kind_date_created_id",
                table: "items",
                columns: new[] { "kind", "date_created", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_kind_sort_name_id",
                table: "items",
                columns: new[] { "kind", "sort_name", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_library_id",
                table: "items",
                column: "library_id");

            migrationBuilder.CreateIndex(
                name: "ix_items_library_id_date_created_id",
                table: "items",
                columns: new[] { "library_id", "date_created", "id" },
                filter: "role = 0 AND NOT is_folder");

            migrationBuilder.CreateIndex(
                name: "ix_items_library_id_kind_date_created_id",
                table: "items",
                columns: new[] { "library_id", "kind", "date_created", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_library_id_kind_sort_name_id",
                table: "items",
                columns: new[] { "library_id", "kind", "sort_name", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_library_id_sort_name_id",
                table: "items",
                columns: new[] { "library_id", "sort_name", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "kind", "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_owner_id",
                table: "items",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_items_parent_id",
                table: "items",
                column: "parent_id")
                .Annotation("Npgsql:IndexInclude", new[] { "role" });

            migrationBuilder.CreateIndex(
                name: "ix_items_path",
                table: "items",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ix_items_search_name",
                table: "items",
                column: "search_name")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_items_season_id_kind_id",
                table: "items",
                columns: new[] { "season_id", "kind", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_series_id_kind_id",
                table: "items",
                columns: new[] { "series_id", "kind", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_series_id_parent_index_number_index_number",
                table: "items",
                columns: new[] { "series_id", "parent_index_number", "index_number" });

            migrationBuilder.CreateIndex(
                name: "ix_items_sort_name_id",
                table: "items",
                columns: new[] { "sort_name", "id" },
                filter: "role = 0")
                .Annotation("Npgsql:IndexInclude", new[] { "kind", "is_virtual" });

            migrationBuilder.CreateIndex(
                name: "ix_items_studios",
                table: "items",
                column: "studios")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_items_tags",
                table: "items",
                column: "tags")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_libraries_name",
                table: "libraries",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_linked_children_child_id",
                table: "linked_children",
                column: "child_id");

            migrationBuilder.CreateIndex(
                name: "ix_linked_children_parent_id_sort_order",
                table: "linked_children",
                columns: new[] { "parent_id", "sort_order" });

            migrationBuilder.CreateIndex(
                name: "ix_media_segments_item_id_start_ticks",
                table: "media_segments",
                columns: new[] { "item_id", "start_ticks" });

            migrationBuilder.CreateIndex(
                name: "ix_probe_queue_enqueued_at",
                table: "probe_queue",
                column: "enqueued_at");

            migrationBuilder.CreateIndex(
                name: "ix_task_runs_queued",
                table: "task_runs",
                column: "task_key",
                unique: true,
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_task_runs_running",
                table: "task_runs",
                column: "task_key",
                unique: true,
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "ix_task_runs_task_key_scheduled_for",
                table: "task_runs",
                columns: new[] { "task_key", "scheduled_for" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_task_runs_task_key_started_at",
                table: "task_runs",
                columns: new[] { "task_key", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_user_data_played",
                table: "user_data",
                columns: new[] { "user_id", "item_id" },
                filter: "played");

            migrationBuilder.CreateIndex(
                name: "ix_user_data_resumable",
                table: "user_data",
                columns: new[] { "user_id", "item_id" },
                filter: "playback_position_ticks > 0");

            migrationBuilder.CreateIndex(
                name: "ix_user_data_user_id_last_played_date",
                table: "user_data",
                columns: new[] { "user_id", "last_played_date" },
                descending: new[] { false, true },
                filter: "played")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_name",
                table: "users",
                column: "normalized_name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_tokens");

            migrationBuilder.DropTable(
                name: "activity_log");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "configuration");

            migrationBuilder.DropTable(
                name: "device_options");

            migrationBuilder.DropTable(
                name: "display_preferences");

            migrationBuilder.DropTable(
                name: "item_media");

            migrationBuilder.DropTable(
                name: "item_people");

            migrationBuilder.DropTable(
                name: "key_frames");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "libraries");

            migrationBuilder.DropTable(
                name: "linked_children");

            migrationBuilder.DropTable(
                name: "media_segments");

            migrationBuilder.DropTable(
                name: "probe_queue");

            migrationBuilder.DropTable(
                name: "task_runs");

            migrationBuilder.DropTable(
                name: "task_schedules");

            migrationBuilder.DropTable(
                name: "user_data");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}

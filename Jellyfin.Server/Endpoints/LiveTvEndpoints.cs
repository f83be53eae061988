using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Live TV and channels, answered as a server without tuners does: home screens ask whether or not there is any.</summary>
internal static class LiveTvEndpoints
{
    private static readonly QueryResult<object> NoTimers = new([], 0);

    public static void MapLiveTv(this IEndpointRouteBuilder api)
    {
        api.MapGet("/LiveTv/Info", Info).WithName("GetLiveTvInfo");
        api.MapGet("/LiveTv/GuideInfo", GuideInfo).WithName("GetGuideInfo");
        api.MapGet("/LiveTv/Channels", Nothing).WithName("GetLiveTvChannels");
        api.MapGet("/LiveTv/Programs", Nothing).WithName("GetLiveTvPrograms");
        api.MapPost("/LiveTv/Programs", Nothing).WithName("GetPrograms");
        api.MapGet("/LiveTv/Programs/Recommended", Nothing).WithName("GetRecommendedPrograms");
        api.MapGet("/LiveTv/Recordings", Nothing).WithName("GetRecordings");
        api.MapGet("/LiveTv/Recordings/Folders", Nothing).WithName("GetRecordingFolders");
        api.MapGet("/LiveTv/Timers", Timers).WithName("GetTimers");
        api.MapGet("/LiveTv/SeriesTimers", Timers).WithName("GetSeriesTimers");
        api.MapGet("/LiveTv/TunerHosts/Types", TunerHostTypes).WithName("GetTunerHostTypes");
        api.MapGet("/Channels", Nothing).WithName("GetChannels");
        api.MapGet("/Channels/Features", NoFeatures).WithName("GetAllChannelFeatures");
        api.MapGet("/Channels/Items/Latest", Nothing).WithName("GetLatestChannelItems");
    }

    private static Ok<QueryResult<BaseItemDto>> Nothing() => TypedResults.Ok(ItemAnswer.Nothing);

    private static Ok<QueryResult<object>> Timers() => TypedResults.Ok(NoTimers);

    private static Ok<object[]> NoFeatures() => TypedResults.Ok(Array.Empty<object>());

    private static Ok<object[]> TunerHostTypes() => TypedResults.Ok(Array.Empty<object>());

    private static Ok<LiveTvInfo> Info() => TypedResults.Ok(new LiveTvInfo([], false, []));

    private static Ok<GuideInfo> GuideInfo(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(new GuideInfo(now, now.AddDays(14)));
    }
}

/// <summary>Without services and users live TV is off.</summary>
internal sealed record LiveTvInfo(IReadOnlyList<object> Services, bool IsEnabled, IReadOnlyList<string> EnabledUsers);

internal sealed record GuideInfo(DateTimeOffset StartDate, DateTimeOffset EndDate);

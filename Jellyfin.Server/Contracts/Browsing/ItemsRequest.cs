using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Browsing;

/// <summary>Who asks for a list, what of its items is sent, and the rest of the query string.</summary>
internal sealed record ListRequest(User? User, QueryReader Query)
{
    public Viewer Viewer { get; } = User is null ? Viewer.Everything : Viewer.Of(User);

    public ItemDtoOptions Options { get; } = new()
    {
        Fields = Query.Members<ItemFields>("fields").ToHashSet(),
        EnableImages = Query.Flag("enableImages", true),
        ImageTypeLimit = Query.Number("imageTypeLimit"),
        ImageTypes = Query.Members<ImageType>("enableImageTypes"),
        EnableUserData = Query.Flag("enableUserData", true),
    };

    public Guid? ParentId => Query.Id("parentId");

    public int StartIndex => Math.Max(0, Query.Number("startIndex") ?? 0);

    /// <summary>0 and less is no limit, as clients send it for "all".</summary>
    public int? Limit => Query.Number("limit") is > 0 and var limit ? limit : null;

    public bool WantsTotal => Query.Flag("enableTotalRecordCount", true);

    public static async ValueTask<ListRequest?> BindAsync(HttpContext context)
        => new((await RequestedUserOrNone.BindAsync(context)).User, new QueryReader(context.Request.Query));

    /// <summary>All conditions that <c>GetItems</c> knows.</summary>
    public ItemQuery ToItemQuery() => ItemQueryReader.Read(this);
}

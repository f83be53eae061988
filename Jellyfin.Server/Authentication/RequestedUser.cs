using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Authentication;

/// <summary>
/// The user a request is about; take it as a handler parameter. The route or query value <c>userId</c> when there is one, else the
/// user of the token. Only administrators may name somebody else (403). An unknown user, and an API key that names nobody, is 404;
/// text that is no id is 400. Handlers that also work without any user take <see cref="RequestedUserOrNone"/>.
/// </summary>
public sealed record RequestedUser(User User)
{
    public Guid Id => User.Id;

    public static async ValueTask<RequestedUser> BindAsync(HttpContext context)
        => new(await FindAsync(context) ?? throw new BadHttpRequestException("There is no such user.", StatusCodes.Status404NotFound));

    /// <summary>Returns null only for a caller without a user who names nobody.</summary>
    internal static async ValueTask<User?> FindAsync(HttpContext context)
    {
        var caller = context.Features.Get<Caller>() ?? new Caller();
        var userId = ReadId(context);
        if (userId is null || userId == caller.User?.Id)
        {
            return caller.User;
        }

        if (!caller.IsAdministrator)
        {
            throw new BadHttpRequestException("Only administrators may act for other users.", StatusCodes.Status403Forbidden);
        }

        var users = context.RequestServices.GetRequiredService<IUserStore>();
        return await users.FindAsync(userId.Value, context.RequestAborted)
            ?? throw new BadHttpRequestException("There is no such user.", StatusCodes.Status404NotFound);
    }

    private static Guid? ReadId(HttpContext context)
    {
        var text = context.GetRouteValue("userId") as string ?? context.Request.Query["userId"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (!Guid.TryParse(text, out var id))
        {
            throw new BadHttpRequestException($"The value '{text}' is not valid.");
        }

        return id == Guid.Empty ? null : id;
    }
}

/// <summary>Like <see cref="RequestedUser"/>, but an API key may leave the user out: then there is none.</summary>
public sealed record RequestedUserOrNone(User? User)
{
    public Guid? Id => User?.Id;

    public static async ValueTask<RequestedUserOrNone> BindAsync(HttpContext context) => new(await RequestedUser.FindAsync(context));
}

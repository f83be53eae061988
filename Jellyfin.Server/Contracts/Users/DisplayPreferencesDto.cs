using MediaBrowser.Controller.Browsing;

namespace Jellyfin.Server.Contracts.Users;

public enum ScrollDirection
{
    Horizontal,
    Vertical,
}

/// <summary>How a client shows something to a user; what it wants to keep besides is in <see cref="CustomPrefs"/>.</summary>
public sealed record DisplayPreferencesDto
{
    /// <summary>What clients expect to find though nobody ever set it.</summary>
    private static readonly IReadOnlyDictionary<string, string?> DefaultPrefs = new Dictionary<string, string?>
    {
        ["chromecastVersion"] = "stable",
        ["skipForwardLength"] = "30000",
        ["skipBackLength"] = "10000",
        ["enableNextVideoInfoOverlay"] = "False",
        ["tvhome"] = null,
        ["dashboardTheme"] = null,
    };

    /// <summary>With dashes, other than all other ids.</summary>
    public string? Id { get; init; }

    public string? ViewType { get; init; }

    public string? SortBy { get; init; } = "SortName";

    public string? IndexBy { get; init; }

    public bool RememberIndexing { get; init; }

    /// <summary>Pixels.</summary>
    public int PrimaryImageHeight { get; init; } = 250;

    /// <summary>Pixels.</summary>
    public int PrimaryImageWidth { get; init; } = 250;

    public Dictionary<string, string?>? CustomPrefs { get; init; }

    public ScrollDirection ScrollDirection { get; init; }

    public bool ShowBackdrop { get; init; } = true;

    public bool RememberSorting { get; init; }

    public SortOrder SortOrder { get; init; }

    public bool ShowSidebar { get; init; }

    public string? Client { get; init; }

    /// <summary>As it is sent.</summary>
    public DisplayPreferencesDto Complete(Guid id, string client)
    {
        var prefs = new Dictionary<string, string?>(CustomPrefs ?? []);
        foreach (var (name, value) in DefaultPrefs)
        {
            prefs.TryAdd(name, value);
        }

        return this with { Id = id.ToString("D"), Client = client, CustomPrefs = prefs };
    }
}

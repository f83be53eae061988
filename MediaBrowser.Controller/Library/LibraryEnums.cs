namespace MediaBrowser.Controller.Library;

public enum MediaType
{
    Unknown,
    Video,
    Audio,
    Photo,
    Book,
}

/// <summary>What a library holds. Written in lower case on the wire.</summary>
public enum CollectionType
{
    unknown,
    movies,
    tvshows,
    music,
    musicvideos,
    trailers,
    homevideos,
    boxsets,
    books,
    photos,
    livetv,
    playlists,
    folders,
}

/// <summary>How an item stands to the item that owns it (<see cref="Item.OwnerId"/>); only <see cref="Main"/> items appear in lists.</summary>
public enum ItemRole
{
    Main,

    /// <summary>Another edition or quality of the owner.</summary>
    Version,

    /// <summary>Part 2 and later of an owner that is split over several files.</summary>
    Part,

    /// <summary>Trailer, deleted scene, theme song ... of the owner; see <see cref="Item.ExtraType"/>.</summary>
    Extra,
}

public enum ExtraType
{
    Unknown,
    Clip,
    Trailer,
    BehindTheScenes,
    DeletedScene,
    Interview,
    Scene,
    Sample,
    ThemeSong,
    ThemeVideo,
    Featurette,
    Short,
}

public enum ImageType
{
    Primary,
    Art,
    Backdrop,
    Banner,
    Logo,
    Thumb,
    Disc,
    Box,
    Screenshot,
    Menu,
    Chapter,
    BoxRear,
    Profile,
}

public enum PersonKind
{
    Unknown,
    Actor,
    Director,
    Composer,
    Writer,
    GuestStar,
    Producer,
    Conductor,
    Lyricist,
    Arranger,
    Engineer,
    Mixer,
    Remixer,
    Creator,
    Artist,
    AlbumArtist,
    Author,
    Illustrator,
    Penciller,
    Inker,
    Colorist,
    Letterer,
    CoverArtist,
    Editor,
    Translator,
}

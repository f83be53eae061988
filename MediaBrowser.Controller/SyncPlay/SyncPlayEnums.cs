namespace MediaBrowser.Controller.SyncPlay;

public enum GroupStateType
{
    /// <summary>Nothing plays.</summary>
    Idle,

    /// <summary>Some members are not ready yet.</summary>
    Waiting,

    Paused,
    Playing,
}

public enum GroupRepeatMode
{
    RepeatOne,
    RepeatAll,
    RepeatNone,
}

public enum GroupShuffleMode
{
    Sorted,
    Shuffle,
}

public enum GroupQueueMode
{
    /// <summary>At the end.</summary>
    Queue,

    /// <summary>Behind what plays.</summary>
    QueueNext,
}

public enum SendCommandType
{
    Unpause,
    Pause,
    Stop,
    Seek,
}

public enum PlaybackRequestType
{
    Play,
    SetPlaylistItem,
    RemoveFromPlaylist,
    MovePlaylistItem,
    Queue,
    Unpause,
    Pause,
    Stop,
    Seek,
    Buffer,
    Ready,
    NextItem,
    PreviousItem,
    SetRepeatMode,
    SetShuffleMode,
    Ping,
    IgnoreWait,
}

public enum PlayQueueUpdateReason
{
    NewPlaylist,
    SetCurrentItem,
    RemoveItems,
    MoveItem,
    Queue,
    QueueNext,
    NextItem,
    PreviousItem,
    RepeatMode,
    ShuffleMode,
}

public enum GroupUpdateType
{
    UserJoined,
    UserLeft,
    GroupJoined,
    GroupLeft,
    StateUpdate,
    PlayQueue,
    NotInGroup,
    GroupDoesNotExist,
    LibraryAccessDenied,
}

namespace MediaBrowser.Controller.SyncPlay;

public sealed record UnpauseEvent(string SessionId) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Unpause;

    internal override void Happen(SyncPlayTurn turn)
    {
        switch (turn.Group.State)
        {
            case GroupStateType.Idle when turn.Group.Queue.Playing is not null:
                turn.Play(turn.Group.Queue, PlayQueueUpdateReason.NewPlaylist, 0, resumes: true);
                break;
            case GroupStateType.Waiting when turn.Group.ResumesPlaying:
                turn.Start(turn.Delay);
                turn.Group = turn.Group with { IgnoresBuffering = true };
                break;
            case GroupStateType.Waiting:
                turn.Group = turn.Group with { ResumesPlaying = true };
                turn.TellState();
                break;
            case GroupStateType.Paused:
                turn.Start(turn.Delay);
                break;
            default:
                turn.TellSender();
                break;
        }
    }
}

public sealed record PauseEvent(string SessionId) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Pause;

    internal override void Happen(SyncPlayTurn turn)
    {
        switch (turn.Group.State)
        {
            case GroupStateType.Playing:
                turn.Pause();
                break;
            case GroupStateType.Waiting:
                turn.Group = turn.Group with { ResumesPlaying = false };
                turn.TellState();
                break;
            default:
                turn.TellSender();
                break;
        }
    }
}

public sealed record StopEvent(string SessionId) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Stop;

    internal override void Happen(SyncPlayTurn turn)
    {
        if (turn.Group.State is GroupStateType.Idle)
        {
            turn.TellSender();
        }
        else
        {
            turn.Stop();
        }
    }
}

public sealed record SeekEvent(string SessionId, long PositionTicks) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Seek;

    internal override void Happen(SyncPlayTurn turn)
    {
        if (turn.Group.State is GroupStateType.Idle)
        {
            turn.TellSender();
            return;
        }

        var resumes = turn.Group.State is GroupStateType.Playing || turn.Group is { State: GroupStateType.Waiting, ResumesPlaying: true };
        turn.AwaitEverybody(PositionTicks, resumes);
        turn.Command(Recipients.All, SendCommandType.Seek);
        turn.TellState();
    }
}

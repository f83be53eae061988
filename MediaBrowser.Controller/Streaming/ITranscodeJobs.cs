namespace MediaBrowser.Controller.Streaming;

/// <summary>Running ffmpeg processes of the cluster, as session reporting sees them.</summary>
public interface ITranscodeJobs
{
    /// <summary>Ends the jobs of a play session, wherever they run. Unknown sessions are ignored.</summary>
    /// <param name="playSessionId">As the player chose it.</param>
    /// <param name="userId">Whose jobs; null = everybody's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task StopAsync(string playSessionId, Guid? userId, CancellationToken cancellationToken);

    /// <summary>Ends every job of a device.</summary>
    /// <param name="deviceId">As the player chose it.</param>
    /// <param name="userId">Whose jobs; null = everybody's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task StopDeviceAsync(string deviceId, Guid? userId, CancellationToken cancellationToken);

    /// <summary>Keeps the jobs of a play session alive: the player is still there.</summary>
    Task PingAsync(string playSessionId, bool isPaused, CancellationToken cancellationToken);

    /// <summary>What is made for whom, by play session, on all replicas; only this one's jobs when the shared state is away.</summary>
    Task<IReadOnlyDictionary<string, TranscodingInfo>> ListAsync(CancellationToken cancellationToken);
}

namespace MediaBrowser.Controller.Tasks;

/// <summary>Published when a task starts, ends or gets other triggers.</summary>
public sealed record TaskChanged(string TaskKey);

/// <summary>Published after a run was asked for or should stop; whoever runs tasks looks at the stored requests then.</summary>
public sealed record TaskRequested(string TaskKey);

/// <summary>Published about once a second while a task runs, and with 100 when it has completed.</summary>
/// <param name="TaskKey">Which task.</param>
/// <param name="RunId">Which run of it.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record TaskProgressed(string TaskKey, Guid RunId, double Percent);

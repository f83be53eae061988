namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>
/// Visits every state that can be reached, nearest first, so the first violation has the shortest schedule. Of states that differ only in
/// which replica is which, it visits one.
/// </summary>
internal sealed class Explorer(ElectionModel model)
{
    /// <summary>A model that grows beyond this is not worth its time in a test.</summary>
    private const int MaxStates = 1_000_000;

    private readonly HashSet<ModelState> _known = [];
    private readonly List<ModelState> _states = [];
    private readonly List<(int Parent, string Step, int Replica)> _ways = [];

    public int StateCount => _states.Count;

    public long StepCount { get; private set; }

    /// <summary>Returns what went wrong and the schedule that leads there; null when nothing can.</summary>
    public (string Problem, IReadOnlyList<string> Schedule)? FindViolation()
    {
        Visit(model.Start, -1, "", -1);
        for (var at = 0; at < _states.Count; at++)
        {
            foreach (var (state, step, replica, problem) in model.Next(_states[at]))
            {
                StepCount++;
                if ((problem ?? model.FindProblem(state)) is { } found)
                {
                    return (found, [.. ScheduleTo(at), Describe(step, replica)]);
                }

                Visit(state, at, step, replica);
            }
        }

        return null;
    }

    private void Visit(ModelState state, int parent, string step, int replica)
    {
        if (_known.Add(model.Canonical(state)))
        {
            if (_states.Count == MaxStates)
            {
                throw new InvalidOperationException($"more than {MaxStates} states");
            }

            _states.Add(state);
            _ways.Add((parent, step, replica));
        }
    }

    private List<string> ScheduleTo(int state)
    {
        var schedule = new List<string>();
        for (var at = state; at > 0; at = _ways[at].Parent)
        {
            schedule.Add(Describe(_ways[at].Step, _ways[at].Replica));
        }

        schedule.Reverse();
        return schedule;
    }

    private static string Describe(string step, int replica) => replica < 0 ? step : $"{(char)('A' + replica)} {step}";
}

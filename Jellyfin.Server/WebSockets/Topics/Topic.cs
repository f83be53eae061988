using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>
/// What one topic's listeners on this replica have been told. Everything goes through the log, which has one order for all replicas: a
/// listener is sent what is behind its position, on whichever replica it is, and so gets each entry once. Only while the shared
/// state is away this replica's own news is sent without it.
/// </summary>
internal sealed class Topic(string name, ITopicContent content, IMessageLog log, TopicPositions positions)
{
    private const int MostSentDirectly = 1000;

    /// <summary>Entries that were sent while the log was away, so that they are not sent again from it.</summary>
    private readonly HashSet<string> _sentDirectly = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly List<TopicReader> _readers = [];
    private readonly List<string> _unlogged = [];
    private Task _last = Task.CompletedTask;
    private bool _isWaiting;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _readers.Count == 0;
            }
        }
    }

    public ITopicContent Content => content;

    public string Name => name;

    public void Add(TopicReader reader)
    {
        lock (_lock)
        {
            _readers.Add(reader);
        }
    }

    public void Remove(SocketConnection socket)
    {
        lock (_lock)
        {
            _readers.RemoveAll(reader => reader.Socket == socket);
        }
    }

    /// <summary>Takes what could not be written to the log.</summary>
    public void AddUnlogged(string entry)
    {
        lock (_lock)
        {
            _unlogged.Add(entry);
        }
    }

    /// <summary>Whether the caller is to deliver soon; false when somebody else will.</summary>
    public bool BeginWaiting() => !Interlocked.Exchange(ref _isWaiting, true);

    /// <summary>What comes from now on needs another delivery.</summary>
    public void EndWaiting() => Interlocked.Exchange(ref _isWaiting, false);

    /// <summary>Sends new listeners what they missed while they were between two replicas.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => InTurnAsync(BeginNewAsync, cancellationToken);

    /// <summary>Sends listeners what they have not had.</summary>
    public Task DeliverAsync(CancellationToken cancellationToken) => InTurnAsync(
        async (readers, token) =>
        {
            await SendUnloggedAsync(readers, token);
            await BeginNewAsync(readers, token);
            await GoOnAsync(readers, token);
        },
        cancellationToken);

    private Task InTurnAsync(Func<TopicReader[], CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _last = RunAfterAsync(_last, action, cancellationToken);
        }
    }

    private async Task RunAfterAsync(Task previous, Func<TopicReader[], CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        TopicReader[] readers;
        lock (_lock)
        {
            readers = [.. _readers];
        }

        await action(readers, cancellationToken);
    }

    private async Task BeginNewAsync(TopicReader[] readers, CancellationToken cancellationToken)
    {
        foreach (var reader in readers.Where(reader => reader.Position is null))
        {
            var page = reader.Name is { } session
                ? await log.OpenAsync(name, session, cancellationToken)
                : await log.ReadAsync(name, long.MaxValue, cancellationToken);
            await SendAsync([reader], page.Entries, page.End, cancellationToken);
        }
    }

    private async Task GoOnAsync(TopicReader[] readers, CancellationToken cancellationToken)
    {
        if (readers.Length == 0)
        {
            return;
        }

        var page = await log.ReadAsync(name, readers.Min(reader => reader.Position!.Value), cancellationToken);
        foreach (var group in readers.GroupBy(reader => reader.Position!.Value).ToList())
        {
            LogEntry[] entries = [.. page.Entries.Where(entry => entry.Number > group.Key)];
            await SendAsync([.. group], entries, page.End, cancellationToken);
        }
    }

    private async Task SendAsync(TopicReader[] readers, IReadOnlyList<LogEntry> entries, long end, CancellationToken cancellationToken)
    {
        string[] texts = [.. entries.Select(entry => entry.Text).Where(text => !_sentDirectly.Contains(text))];
        if (texts.Length > 0)
        {
            await content.SendAsync([.. readers.Select(reader => reader.Socket)], texts, cancellationToken);
        }

        foreach (var reader in readers)
        {
            reader.Position = end;
            if (reader.Name is { } session && entries.Count > 0)
            {
                reader.Socket.WhenSent(() => positions.Note(name, session, end));
            }
        }
    }

    private async Task SendUnloggedAsync(TopicReader[] readers, CancellationToken cancellationToken)
    {
        string[] entries;
        lock (_lock)
        {
            entries = [.. _unlogged];
        }

        if (entries.Length == 0)
        {
            return;
        }

        await content.SendAsync([.. readers.Select(reader => reader.Socket)], entries, cancellationToken);
        if (_sentDirectly.Count > MostSentDirectly)
        {
            _sentDirectly.Clear();
        }

        _sentDirectly.UnionWith(entries);
        lock (_lock)
        {
            _unlogged.RemoveRange(0, entries.Length);
        }
    }
}

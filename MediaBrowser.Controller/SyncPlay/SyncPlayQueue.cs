using System.Text.Json.Serialization;

namespace MediaBrowser.Controller.SyncPlay;

/// <summary>An entry of a group's queue.</summary>
/// <param name="ItemId">What it is.</param>
/// <param name="PlaylistItemId">Which entry it is: the same item may be in the queue twice.</param>
/// <param name="RunTimeTicks">0 = not known.</param>
public sealed record SyncPlayItem(Guid ItemId, Guid PlaylistItemId, long RunTimeTicks);

/// <summary>What a group plays. Changes return another queue, or this one when there is nothing to change.</summary>
public sealed record SyncPlayQueue
{
    public IReadOnlyList<SyncPlayItem> Sorted { get; init; } = [];

    /// <summary>The same entries in another order; empty unless shuffled.</summary>
    public IReadOnlyList<SyncPlayItem> Shuffled { get; init; } = [];

    /// <summary>Index into <see cref="Items"/>; -1 = nothing.</summary>
    public int PlayingIndex { get; init; } = -1;

    public GroupRepeatMode RepeatMode { get; init; } = GroupRepeatMode.RepeatNone;

    public GroupShuffleMode ShuffleMode { get; init; }

    /// <summary>Clients ignore a queue that is not newer than theirs.</summary>
    public DateTimeOffset LastChange { get; init; }

    /// <summary>In the order of playback.</summary>
    [JsonIgnore]
    public IReadOnlyList<SyncPlayItem> Items => ShuffleMode is GroupShuffleMode.Shuffle ? Shuffled : Sorted;

    [JsonIgnore]
    public SyncPlayItem? Playing => PlayingIndex >= 0 ? Items[PlayingIndex] : null;

    public static SyncPlayQueue Of(IReadOnlyList<SyncPlayItem> items, int playingIndex) => new() { Sorted = items, PlayingIndex = playingIndex };

    /// <summary>Null when it is not in the queue.</summary>
    public SyncPlayQueue? Choose(Guid playlistItemId) => IndexIn(Items, playlistItemId) is >= 0 and var index ? this with { PlayingIndex = index } : null;

    /// <summary>Null when this was the last one.</summary>
    public SyncPlayQueue? Next() => Step(1);

    /// <summary>Null when this was the first one.</summary>
    public SyncPlayQueue? Previous() => Step(-1);

    /// <summary>When nothing played, the first one plays next.</summary>
    public SyncPlayQueue Add(IReadOnlyList<SyncPlayItem> items, GroupQueueMode mode)
    {
        if (mode is GroupQueueMode.Queue || Playing is null)
        {
            var index = Playing is null && items.Count > 0 ? 0 : PlayingIndex;
            return this with { Sorted = [.. Sorted, .. items], Shuffled = IfShuffled([.. Shuffled, .. items]), PlayingIndex = index };
        }

        return this with { Sorted = AddBehindPlaying(Sorted, items), Shuffled = IfShuffled(AddBehindPlaying(Shuffled, items)) };
    }

    /// <summary>When what plays is removed, the one before it plays, or the first one.</summary>
    public SyncPlayQueue Remove(IReadOnlyCollection<Guid> playlistItemIds)
    {
        bool Stays(SyncPlayItem item) => !playlistItemIds.Contains(item.PlaylistItemId);
        if (Sorted.All(Stays))
        {
            return this;
        }

        var left = this with { Sorted = [.. Sorted.Where(Stays)], Shuffled = [.. Shuffled.Where(Stays)] };
        if (Playing is null || Stays(Playing))
        {
            return Keep(left);
        }

        var before = Items.Take(PlayingIndex).Count(Stays) - 1;
        return left with { PlayingIndex = left.Items.Count == 0 ? -1 : Math.Max(before, 0) };
    }

    public SyncPlayQueue Clear(bool keepsPlaying) => Remove([.. Sorted
        .Select(item => item.PlaylistItemId)
        .Where(id => !keepsPlaying || id != Playing?.PlaylistItemId)]);

    public SyncPlayQueue Move(Guid playlistItemId, int newIndex)
    {
        var index = IndexIn(Items, playlistItemId);
        if (index < 0)
        {
            return this;
        }

        var items = Items.ToList();
        var item = items[index];
        items.RemoveAt(index);
        items.Insert(Math.Clamp(newIndex, 0, items.Count), item);
        return Keep(ShuffleMode is GroupShuffleMode.Shuffle ? this with { Shuffled = items } : this with { Sorted = items });
    }

    /// <summary>What plays comes first, the others in any order.</summary>
    public SyncPlayQueue Shuffle(int seed)
    {
        var others = Sorted.Where(item => item.PlaylistItemId != Playing?.PlaylistItemId).ToArray();
        new Random(seed).Shuffle(others);
        return Keep(this with { ShuffleMode = GroupShuffleMode.Shuffle, Shuffled = Playing is null ? others : [Playing, .. others] });
    }

    public SyncPlayQueue Sort() => Keep(this with { ShuffleMode = GroupShuffleMode.Sorted, Shuffled = [] });

    private SyncPlayQueue? Step(int step)
    {
        if (Playing is null || RepeatMode is GroupRepeatMode.RepeatOne)
        {
            return Playing is null ? null : this;
        }

        var index = PlayingIndex + step;
        if (RepeatMode is GroupRepeatMode.RepeatAll)
        {
            index = (index + Items.Count) % Items.Count;
        }

        return index >= 0 && index < Items.Count ? this with { PlayingIndex = index } : null;
    }

    /// <summary>What plays goes on, wherever it is now.</summary>
    private SyncPlayQueue Keep(SyncPlayQueue changed)
        => changed with { PlayingIndex = Playing is { } playing ? IndexIn(changed.Items, playing.PlaylistItemId) : -1 };

    private SyncPlayItem[] AddBehindPlaying(IReadOnlyList<SyncPlayItem> list, IReadOnlyList<SyncPlayItem> items)
    {
        var split = IndexIn(list, Playing!.PlaylistItemId) + 1;
        return [.. list.Take(split), .. items, .. list.Skip(split)];
    }

    private IReadOnlyList<SyncPlayItem> IfShuffled(IReadOnlyList<SyncPlayItem> list) => ShuffleMode is GroupShuffleMode.Shuffle ? list : [];

    private static int IndexIn(IReadOnlyList<SyncPlayItem> list, Guid playlistItemId)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index].PlaylistItemId == playlistItemId)
            {
                return index;
            }
        }

        return -1;
    }
}

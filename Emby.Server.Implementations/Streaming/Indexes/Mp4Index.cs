namespace Emby.Server.Implementations.Streaming.Indexes;

/// <summary>The sample tables of MP4 and MOV, which say of every picture when it is shown and whether it is a key frame.</summary>
internal static class Mp4Index
{
    private const int NormalRate = 0x10000;
    private const int MaxSamples = 1_000_000;

    /// <param name="reader">At the start of the file.</param>
    /// <param name="stream">Which track, counted from zero.</param>
    /// <returns>Ticks from the start of the film; null when it is in fragments, has no list of key frames, or one with exceptions.</returns>
    public static List<long>? Times(IndexReader reader, int stream)
    {
        if (Child(reader, new Box("", 0, reader.Length), "moov") is not { } movie
            || Child(reader, movie, "mvex") is not null
            || Boxes(reader, movie).Where(box => box.Type == "trak").Skip(stream).Select(box => (Box?)box).FirstOrDefault() is not { } track)
        {
            return null;
        }

        return Find(reader, track, "mdia", "minf", "stbl") is { } tables
            && Scale(reader, Find(reader, track, "mdia", "mdhd")) is > 0 and var scale
            && Scale(reader, Child(reader, movie, "mvhd")) is > 0 and var movieScale
            && Samples(reader, tables) is { } samples
            && Find(reader, track, "edts", "elst") is var edits
            && Delay(reader, edits, scale, movieScale) is { } delay
                ? Shown(reader, tables, samples)?.Select(time => Ticks(time + delay, scale)).ToList()
                : null;
    }

    /// <summary>Numbers of the key frames, the first picture is 1.</summary>
    private static List<long>? Samples(IndexReader reader, Box tables)
    {
        // Groups of samples may say of others that they can be sought to.
        if (Child(reader, tables, "sbgp") is not null || Child(reader, tables, "stss") is not { } list)
        {
            return null;
        }

        var count = Entries(reader, list);
        if (count > MaxSamples)
        {
            return null;
        }

        var samples = new List<long>();
        for (; count > 0; count--)
        {
            samples.Add((long)reader.Number(4));
        }

        return samples;
    }

    /// <summary>In units of the track; null when the tables do not cover the samples.</summary>
    private static List<long>? Shown(IndexReader reader, Box tables, List<long> samples)
    {
        if (Child(reader, tables, "stts") is not { } durations)
        {
            return null;
        }

        var times = new List<long>();
        var (first, start) = (1L, 0L);
        foreach (var (count, duration) in Runs(reader, durations))
        {
            while (times.Count < samples.Count && samples[times.Count] < first + count)
            {
                times.Add(checked(start + ((samples[times.Count] - first) * duration)));
            }

            first += count;
            start = checked(start + (count * duration));
        }

        return times.Count == samples.Count ? Shifted(reader, Child(reader, tables, "ctts"), samples, times) : null;
    }

    /// <summary>Pictures that are shown later than decoded.</summary>
    private static List<long> Shifted(IndexReader reader, Box? offsets, List<long> samples, List<long> times)
    {
        if (offsets is null)
        {
            return times;
        }

        var (first, next) = (1L, 0);
        foreach (var (count, offset) in Runs(reader, offsets.Value))
        {
            for (; next < samples.Count && samples[next] < first + count; next++)
            {
                times[next] = checked(times[next] + offset);
            }

            first += count;
        }

        return times;
    }

    /// <summary>How much later the film shows what the track has; null when it does not show the track as it is.</summary>
    private static long? Delay(IndexReader reader, Box? edits, long scale, long movieScale)
    {
        if (edits is not { } list)
        {
            return 0;
        }

        var (isLong, delay) = (Version(reader, list) == 1, 0L);
        var count = Entries(reader, list);
        for (var edit = 0; edit < count; edit++)
        {
            var duration = (long)reader.Number(isLong ? 8 : 4);
            var from = isLong ? (long)reader.Number(8) : reader.Int32();
            var isLast = edit == count - 1;
            if (reader.Int32() != NormalRate || (from == -1) == isLast || edit > 1)
            {
                return null;
            }

            delay += from == -1 ? (long)Math.Round((decimal)duration * scale / movieScale) : -from;
        }

        return delay;
    }

    private static IEnumerable<(long Count, int Value)> Runs(IndexReader reader, Box table)
    {
        for (var left = Entries(reader, table); left > 0; left--)
        {
            yield return ((long)reader.Number(4), reader.Int32());
        }
    }

    /// <summary>Goes to the first entry and returns how many there are said to be; reading them ends with the file.</summary>
    private static long Entries(IndexReader reader, Box table)
    {
        reader.MoveTo(table.Start);
        _ = reader.Number(4);
        return (long)reader.Number(4);
    }

    private static byte Version(IndexReader reader, Box box)
    {
        reader.MoveTo(box.Start);
        return reader.Byte();
    }

    /// <summary>Units per second: behind the version and two times.</summary>
    private static long? Scale(IndexReader reader, Box? header)
    {
        if (header is not { } box)
        {
            return null;
        }

        reader.MoveTo(box.Start + (Version(reader, box) == 1 ? 20 : 12));
        return (long)reader.Number(4);
    }

    private static Box? Find(IndexReader reader, Box box, params ReadOnlySpan<string> path)
    {
        Box? found = box;
        foreach (var type in path)
        {
            found = found is { } parent ? Child(reader, parent, type) : null;
        }

        return found;
    }

    private static Box? Child(IndexReader reader, Box parent, string type)
        => Boxes(reader, parent).Where(box => box.Type == type).Select(box => (Box?)box).FirstOrDefault();

    private static IEnumerable<Box> Boxes(IndexReader reader, Box parent)
    {
        for (var position = parent.Start; position + 8 <= parent.End;)
        {
            reader.MoveTo(position);
            var length = reader.Number(4);
            var type = reader.Name();
            length = length switch { 0 => (ulong)(parent.End - position), 1 => reader.Number(8), _ => length };
            var box = new Box(type, reader.Position, length < (ulong)(parent.End - position) ? position + (long)length : parent.End);
            if (box.End < box.Start)
            {
                throw new InvalidDataException("A box is shorter than its header.");
            }

            yield return box;
            position = box.End;
        }
    }

    /// <summary>Rounded as ffprobe does.</summary>
    private static long Ticks(long time, long scale)
        => (long)Math.Clamp(Math.Round((decimal)time * 1_000_000 / scale) * TimeSpan.TicksPerMicrosecond, long.MinValue, long.MaxValue);

    private readonly record struct Box(string Type, long Start, long End);
}

namespace Emby.Server.Implementations.Streaming.Indexes;

/// <summary>The cues of Matroska and WebM: times of blocks that players may seek to, of one track or several.</summary>
internal static class MatroskaIndex
{
    private const ulong Ebml = 0x1A45DFA3;
    private const ulong Segment = 0x18538067;
    private const ulong SeekHead = 0x114D9B74;
    private const ulong Seek = 0x4DBB;
    private const ulong SeekId = 0x53AB;
    private const ulong SeekPosition = 0x53AC;
    private const ulong Info = 0x1549A966;
    private const ulong TimestampScale = 0x2AD7B1;
    private const ulong Tracks = 0x1654AE6B;
    private const ulong Track = 0xAE;
    private const ulong TrackNumber = 0xD7;
    private const ulong Cluster = 0x1F43B675;
    private const ulong Cues = 0x1C53BB6B;
    private const ulong CuePoint = 0xBB;
    private const ulong CueTime = 0xB3;
    private const ulong CuePositions = 0xB7;
    private const ulong CueTrack = 0xF7;
    private const ulong UsualScale = 1_000_000;
    private const int NanosecondsPerTick = 100;

    /// <param name="reader">At the start of the file.</param>
    /// <param name="stream">Which track, counted from zero.</param>
    /// <returns>Ticks as the file counts them; null when there are no cues.</returns>
    public static List<long>? Times(IndexReader reader, int stream)
    {
        var header = Next(reader, reader.Length);
        reader.MoveTo(header.End);
        var segment = Next(reader, reader.Length);
        return header.Id == Ebml && segment.Id == Segment ? Times(reader, segment, stream) : null;
    }

    private static List<long>? Times(IndexReader reader, Element segment, int stream)
    {
        var scale = UsualScale;
        ulong? track = null;
        long? cues = null;
        foreach (var element in Children(reader, segment).TakeWhile(element => element.Id != Cluster))
        {
            switch (element.Id)
            {
                case SeekHead:
                    cues ??= FindCues(reader, element) + segment.Start;
                    break;
                case Info:
                    scale = Value(reader, element, TimestampScale) ?? scale;
                    break;
                case Tracks:
                    track = Nth(reader, element, stream);
                    break;
                case Cues:
                    cues = element.Begin;
                    break;
            }
        }

        return cues is { } position && track is { } number ? Times(reader, position, segment.End, number, scale) : null;
    }

    private static List<long>? Times(IndexReader reader, long position, long end, ulong track, ulong scale)
    {
        reader.MoveTo(position);
        var cues = Next(reader, end);
        if (cues.Id != Cues)
        {
            return null;
        }

        var times = new List<long>();
        foreach (var point in Children(reader, cues).Where(element => element.Id == CuePoint))
        {
            if (Time(reader, point, track) is { } time)
            {
                times.Add((long)UInt128.Min((UInt128)time * scale / NanosecondsPerTick, long.MaxValue));
            }
        }

        return times;
    }

    private static ulong? Time(IndexReader reader, Element point, ulong track)
    {
        ulong? time = null;
        var isOfTrack = false;
        foreach (var element in Children(reader, point))
        {
            switch (element.Id)
            {
                case CueTime:
                    time = Value(reader, element);
                    break;
                case CuePositions:
                    isOfTrack |= Value(reader, element, CueTrack) == track;
                    break;
            }
        }

        return isOfTrack ? time : null;
    }

    /// <summary>From the start of the segment.</summary>
    private static long? FindCues(IndexReader reader, Element seekHead)
    {
        foreach (var seek in Children(reader, seekHead).Where(element => element.Id == Seek))
        {
            if (Value(reader, seek, SeekId) == Cues && Value(reader, seek, SeekPosition) is { } position)
            {
                return (long)Math.Min(position, int.MaxValue * 1024UL * 1024);
            }
        }

        return null;
    }

    private static ulong? Nth(IndexReader reader, Element tracks, int stream)
    {
        var track = Children(reader, tracks).Where(element => element.Id == Track).Skip(stream).FirstOrDefault();
        return track.Id == Track ? Value(reader, track, TrackNumber) : null;
    }

    private static ulong? Value(IndexReader reader, Element parent, ulong id)
    {
        ulong? value = null;
        foreach (var element in Children(reader, parent).Where(element => element.Id == id))
        {
            value = Value(reader, element);
        }

        return value;
    }

    private static ulong Value(IndexReader reader, Element element) => reader.Number(element.End - element.Start);

    private static IEnumerable<Element> Children(IndexReader reader, Element parent)
    {
        for (var position = parent.Start; position < parent.End;)
        {
            reader.MoveTo(position);
            var element = Next(reader, parent.End);
            yield return element;
            position = element.End;
        }
    }

    /// <summary>An element whose length is not known, or that is said to be longer than what it is in, ends with that.</summary>
    private static Element Next(IndexReader reader, long end)
    {
        var begin = reader.Position;
        var id = Variable(reader, keepsMarker: true, out _);
        var length = Variable(reader, keepsMarker: false, out var isUnknown);
        var start = reader.Position;
        return new Element(id, begin, start, isUnknown ? end : Math.Max(Math.Min(start + (long)length, end), start));
    }

    /// <summary>The number of leading zero bits says how many bytes follow the first one.</summary>
    private static ulong Variable(IndexReader reader, bool keepsMarker, out bool isUnknown)
    {
        var first = reader.Byte();
        var more = byte.LeadingZeroCount(first);
        if (more > 7)
        {
            throw new InvalidDataException("No element of Matroska.");
        }

        var bits = 7 * (more + 1);
        var value = ((ulong)first << (8 * more)) | reader.Number(more);
        var number = value & ((1UL << bits) - 1);
        isUnknown = number == (1UL << bits) - 1;
        return keepsMarker ? value : number;
    }

    private readonly record struct Element(ulong Id, long Begin, long Start, long End);
}

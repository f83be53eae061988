using System.Buffers.Binary;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>
/// A file of Blu-ray subtitles: segments, each with a time, that change what is shown. To draw all that is over would take ffmpeg a minute
/// at the end of a film.
/// </summary>
internal static class SupFile
{
    private const int HeaderLength = 13;
    private const byte Composition = 0x16;
    private const int StateAt = 7;

    /// <summary>Acquisition point or start of an epoch: nothing that comes later needs what was before.</summary>
    private const byte IsComplete = 0xC0;

    /// <summary>The plan of a run that begins at a time and shows what is shown then, as one does that comes from far behind.</summary>
    public static async Task<StreamPlan> SkipAsync(StreamPlan plan, long ticks, CancellationToken cancellationToken)
        => ticks > 0 && StreamPlan.IsSup(plan.BurntSubtitle)
            ? plan with { SubtitleOffset = await OffsetAsync(plan.BurntSubtitle!.Path!, ticks, cancellationToken) }
            : plan;

    private static async Task<long> OffsetAsync(string path, long ticks, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await OffsetAsync(file, ticks, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // ffmpeg says what is wrong with it.
            return 0;
        }
    }

    private static async Task<long> OffsetAsync(FileStream file, long ticks, CancellationToken cancellationToken)
    {
        var segment = new byte[HeaderLength + StateAt + 1];
        var found = 0L;
        for (var position = 0L; ; position += HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(11)))
        {
            file.Position = position;
            var isSegment = await file.ReadAtLeastAsync(segment, HeaderLength, throwOnEndOfStream: false, cancellationToken) >= HeaderLength
                && segment[0] == 'P' && segment[1] == 'G';
            if (!isSegment || Time(segment) > ticks)
            {
                return found;
            }

            if (segment[10] == Composition && (segment[HeaderLength + StateAt] & IsComplete) != 0)
            {
                found = position;
            }
        }
    }

    /// <summary>Written in 90 kHz.</summary>
    private static long Time(ReadOnlySpan<byte> segment) => BinaryPrimitives.ReadUInt32BigEndian(segment[2..]) * TimeSpan.TicksPerSecond / 90_000;
}

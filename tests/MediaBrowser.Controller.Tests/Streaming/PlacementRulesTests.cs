using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Tests.Streaming;

public sealed class PlacementRulesTests
{
    private static readonly ReplicaIdentity A = new("a", "1", "http://a", "1.0");
    private static readonly ReplicaIdentity B = new("b", "1", "http://b", "1.0");
    private static readonly ReplicaIdentity C = new("c", "1", "http://c", "1.0");

    /// <summary>
    /// A replica is: slots in hardware (- = none works) / slots in software / what it makes, a letter each (c copied, s software, h hardware).
    /// Slots with a point are as they were measured, others capped.
    /// </summary>
    [Theory]
    [InlineData(StreamKind.Hardware, "-/2/", "-/2/", "a")] // of equals the one that was asked
    [InlineData(StreamKind.Hardware, "-/2/s", "-/2/", "b")]
    [InlineData(StreamKind.Hardware, "-/2/", "-/3/", "b")]
    [InlineData(StreamKind.Hardware, "-/2/", "-/4/sss", "a")]
    [InlineData(StreamKind.Hardware, "-/1/s", "-/1/ss", "a")] // all full: the one that is overloaded least
    [InlineData(StreamKind.Hardware, "-/1/ss", "-/1/s", "b")]
    [InlineData(StreamKind.Hardware, "-/2/ccccc", "-/2/s", "a")] // copying takes nothing of an encoder
    [InlineData(StreamKind.Hardware, "-/2/", "8/2/", "b")]
    [InlineData(StreamKind.Hardware, "-/2/", "8/2/hhhhhhhh", "a")]
    [InlineData(StreamKind.Hardware, "-/2/ss", "8/2/hhhhhhhh", "b")]
    [InlineData(StreamKind.Hardware, "-/2/", "8/2/ssssssss", "a")] // what it should make in hardware but does not yet counts as well
    [InlineData(StreamKind.Software, "8/2/ss", "-/2/s", "b")] // hardware that it cannot use is no room
    [InlineData(StreamKind.Software, "8/2/hhhhhhhh", "-/2/s", "a")]
    [InlineData(StreamKind.Copy, "-/2/c", "-/1/s", "b")]
    [InlineData(StreamKind.Copy, "-/2/sss", "-/1/c", "a")]
    [InlineData(StreamKind.Hardware, "none", "-/1/sss", "b")] // cannot encode at all
    [InlineData(StreamKind.Copy, "none", "-/1/c", "a")] // but still copies
    [InlineData(StreamKind.Hardware, "none", "none", "a")]
    [InlineData(StreamKind.Hardware, "silent", "-/1/s", "b")] // has not said anything yet
    [InlineData(StreamKind.Software, "-/7.1/", "-/8.9/", "a")] // measured alike: equals
    [InlineData(StreamKind.Software, "-/1.9/", "-/2.1/", "a")] // also where whole slots differ by half
    [InlineData(StreamKind.Software, "-/4.5/", "-/8.9/", "b")]
    [InlineData(StreamKind.Software, "-/7/", "-/8.9/", "b")] // capped: that is no measurement
    [InlineData(StreamKind.Hardware, "8.0/2.0/hs", "7.0/2.0/h", "b")]
    public void A_stream_goes_to_the_replica_with_the_most_room_for_its_kind(StreamKind wanted, string a, string b, string expected)
    {
        PlacementCandidate[] candidates = [Candidate(B, b, wanted), Candidate(A, a, wanted)];

        Assert.Equal(expected, PlacementRules.Choose(candidates, asked: A)?.Id);
    }

    [Fact]
    public void Only_replicas_that_are_ready_and_stay_get_streams()
    {
        PlacementCandidate[] candidates =
        [
            Candidate(A, "-/9/", isReady: false),
            Candidate(B, "-/9/", isDraining: true),
            Candidate(C, "-/1/sss"),
        ];

        Assert.Equal(C, PlacementRules.Choose(candidates, asked: A));
        Assert.Null(PlacementRules.Choose(candidates[..2], asked: A));
    }

    /// <summary>Whoever is asked, in any order; slots, and what each makes when as many streams have begun as there are slots.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 2, 2)]
    [InlineData(7, 7, 7)]
    [InlineData(1, 9)]
    [InlineData(2, 4, 8)]
    [InlineData(7, 6, 5)]
    public void Streams_are_spread_in_proportion_to_the_slots(params int[] slots)
    {
        var replicas = new[] { A, B, C }[..slots.Length];
        var random = new Random(slots.Sum());
        var made = new int[slots.Length];

        for (var stream = 1; stream <= 3 * slots.Sum(); stream++)
        {
            var candidates = replicas.Select((replica, index) => Candidate(replica, $"-/{slots[index]}/{new string('s', made[index])}", StreamKind.Software));
            var chosen = PlacementRules.Choose(candidates.ToArray().OrderBy(_ => random.Next()), replicas[random.Next(replicas.Length)]);
            made[Array.IndexOf(replicas, chosen)]++;

            if (slots.Distinct().Count() == 1)
            {
                Assert.InRange(made.Max() - made.Min(), 0, 1);
            }

            if (stream % slots.Sum() == 0)
            {
                Assert.Equal(slots.Select(each => each * stream / slots.Sum()), made);
            }
        }
    }

    /// <summary>Whoever is asked, in any order; as measured, and what each makes in the end.</summary>
    [Theory]
    [InlineData("7.1 8.9", "12 12")]
    [InlineData("1.9 2.1", "3 3")]
    [InlineData("6.9 8.2 7.4", "8 8 8")]
    [InlineData("4.2 8.1 7.7", "4 8 8")]
    [InlineData("4.0 3.2 2.5", "4 4 2")] // the last is too weak to count as the first, though not as the second
    public void Replicas_that_were_measured_alike_differ_by_one_stream_at_most(string measured, string expected)
    {
        var slots = measured.Split(' ');
        var wanted = expected.Split(' ').Select(Number).ToArray();
        var replicas = new[] { A, B, C }[..slots.Length];
        var random = new Random(slots.Length);
        var made = new int[slots.Length];

        for (var stream = 1; stream <= wanted.Sum(); stream++)
        {
            var candidates = replicas.Select((replica, index) => Candidate(replica, $"-/{slots[index]}/{new string('s', made[index])}", StreamKind.Software));
            var chosen = PlacementRules.Choose(candidates.ToArray().OrderBy(_ => random.Next()), replicas[random.Next(replicas.Length)]);
            made[Array.IndexOf(replicas, chosen)]++;

            var alike = made.Where((_, index) => wanted[index] == wanted.Max()).ToArray();
            Assert.InRange(alike.Max() - alike.Min(), 0, 1);
        }

        Assert.Equal(wanted, made);
    }

    /// <summary>A replica is: what it has working / what its ffmpeg has for it.</summary>
    [Theory]
    [InlineData("h264", "qsv/h264_qsv hevc_qsv", StreamKind.Hardware)]
    [InlineData("av1", "qsv/h264_qsv hevc_qsv", StreamKind.Software)] // no such encoder
    [InlineData("h264", "qsv/h264_vaapi", StreamKind.Software)] // nor for this hardware
    [InlineData("h264", "none/h264_qsv", StreamKind.Software)] // its GPU has failed
    [InlineData("h264", "amf/h264_amf", StreamKind.Software)] // of a kind that nothing is made with
    [InlineData("h264", "vaapi/h264_vaapi", StreamKind.Software, false)] // switched off by administrators
    [InlineData("h264", "silent", StreamKind.Software)]
    [InlineData("copy", "qsv/h264_qsv", StreamKind.Copy)]
    [InlineData("", "qsv/h264_qsv", StreamKind.Copy)] // sound alone
    public void A_stream_takes_of_a_replica_what_would_encode_it_there(string codec, string replica, StreamKind expected, bool isAllowed = true)
    {
        var stream = new MediaStream { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 1920, Height = 1080 };
        var plan = new StreamPlan
        {
            Source = new MediaSource { Id = Guid.Empty, Name = "Film", Path = "/film.mkv", ETag = "1", Streams = [stream] },
            SegmentContainer = "mp4",
            Grid = SegmentGrid.Even(TimeSpan.TicksPerSecond, TimeSpan.FromSeconds(1)),
            Video = codec.Length == 0 ? null : new VideoPlan(stream, codec == "copy", codec),
            Settings = new EncodingOptions { EnableHardwareEncoding = isAllowed },
        };
        var parts = replica.Split('/');
        var features = new FfmpegFeatures(parts[^1].Split(' ').ToHashSet());
        var host = replica == "silent" ? null : new PipelineHost(Enum.Parse<HardwareAccelerationType>(parts[0]), features);
        var report = host is null ? null : new TranscodingReport(TranscodeHealth.Healthy, "", [])
        {
            Acceleration = host.Acceleration,
            Features = [.. features.Of(host.Acceleration)],
        };

        Assert.Equal(expected, StreamKinds.Wanted(plan, report is null ? null : JsonSerializer.SerializeToElement(report).Deserialize<TranscodingReport>()));
        Assert.Equal(expected == StreamKind.Hardware, host is not null && VideoPipelines.Choose(plan, host).IsHardware);
    }

    [Fact]
    public void A_stream_that_only_software_can_make_goes_past_a_GPU()
    {
        PlacementCandidate[] candidates = [Candidate(A, "8/2/s", StreamKind.Software), Candidate(B, "-/4/s", StreamKind.Software)];

        Assert.Equal(B, PlacementRules.Choose(candidates, asked: A));
        Assert.Equal(A, PlacementRules.Choose([candidates[0] with { Wanted = StreamKind.Hardware }, candidates[1]], asked: B));
    }

    [Fact]
    public void Hardware_that_fails_takes_only_its_own_streams_away()
    {
        static PlacementCandidate[] Before(StreamKind wanted) => [Candidate(A, "8/2/hh", wanted), Candidate(B, "8/2/hhh", wanted)];
        static PlacementCandidate[] After(StreamKind wanted) => [Candidate(A, "-/2/s", wanted), Candidate(B, "8/2/hhh", wanted)];

        Assert.Equal(A, PlacementRules.Choose(Before(StreamKind.Hardware), asked: B));
        Assert.Equal(B, PlacementRules.Choose(After(StreamKind.Hardware), asked: A));
        Assert.Equal(A, PlacementRules.Choose(After(StreamKind.Copy), asked: A));
        Assert.Equal(B, PlacementRules.Choose(After(StreamKind.Software), asked: A));
    }

    private static PlacementCandidate Candidate(
        ReplicaIdentity replica, string text, StreamKind wanted = StreamKind.Hardware, bool isReady = true, bool isDraining = false)
    {
        var status = new ReplicaStatus(replica, default, isReady, isDraining);
        if (text == "silent")
        {
            return new PlacementCandidate(status, [], wanted);
        }

        var parts = text == "none" ? ["-", "0", ""] : text.Split('/');
        TranscodeSlots[] slots =
        [
            .. parts[0] == "-" ? Array.Empty<TranscodeSlots>() : [Slots(HardwareAccelerationType.qsv, parts[0])],
            .. parts[1] == "0" ? Array.Empty<TranscodeSlots>() : [Slots(HardwareAccelerationType.none, parts[1])],
        ];
        var report = JsonSerializer.SerializeToElement(new TranscodingReport(TranscodeHealth.Healthy, "", slots));
        return new PlacementCandidate(
            status with { Reports = new Dictionary<string, JsonElement> { [TranscodingReport.Name] = report } },
            parts[2].Select(letter => letter switch { 'c' => StreamKind.Copy, 's' => StreamKind.Software, _ => StreamKind.Hardware }).ToList(),
            wanted);
    }

    private static TranscodeSlots Slots(HardwareAccelerationType kind, string text)
        => text.Contains('.', StringComparison.Ordinal)
            ? TranscodeSlots.Of(kind, double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), running: 0, cap: null)
            : TranscodeSlots.Of(kind, measured: 1000, running: 0, cap: Number(text));

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

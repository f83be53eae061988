using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;

namespace MediaBrowser.Controller.Tests.Streaming;

public sealed class PlacementRulesTests
{
    private static readonly ReplicaIdentity A = new("a", "1", "http://a", "1.0");
    private static readonly ReplicaIdentity B = new("b", "1", "http://b", "1.0");
    private static readonly ReplicaIdentity C = new("c", "1", "http://c", "1.0");

    /// <summary>
    /// A replica is: slots in hardware (- = none works) / slots in software / what it makes, a letter each (c copied, s software, h hardware).
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
    public void A_stream_goes_to_the_replica_with_the_most_room_for_its_kind(StreamKind wanted, string a, string b, string expected)
    {
        PlacementCandidate[] candidates = [Candidate(B, b), Candidate(A, a)];

        Assert.Equal(expected, PlacementRules.Choose(candidates, wanted, asked: A)?.Id);
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

        Assert.Equal(C, PlacementRules.Choose(candidates, StreamKind.Hardware, asked: A));
        Assert.Null(PlacementRules.Choose(candidates[..2], StreamKind.Hardware, asked: A));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 7)]
    [InlineData(1, 9)]
    public void Streams_are_spread_over_equal_replicas(int replicas, int streams)
    {
        var identities = new[] { A, B, C }[..replicas];
        var placed = new List<ReplicaIdentity>();

        for (var stream = 0; stream < streams; stream++)
        {
            placed.Add(PlacementRules.Choose(
                identities.Select(each => Candidate(each, "-/2/" + new string('s', placed.Count(one => one == each)))), StreamKind.Hardware, asked: A)!);
        }

        var counts = identities.Select(each => placed.Count(one => one == each)).ToList();
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    }

    [Fact]
    public void Hardware_that_fails_takes_only_its_own_streams_away()
    {
        PlacementCandidate[] before = [Candidate(A, "8/2/hh"), Candidate(B, "8/2/hhh")];
        PlacementCandidate[] after = [Candidate(A, "-/2/s"), Candidate(B, "8/2/hhh")];

        Assert.Equal(A, PlacementRules.Choose(before, StreamKind.Hardware, asked: B));
        Assert.Equal(B, PlacementRules.Choose(after, StreamKind.Hardware, asked: A));
        Assert.Equal(A, PlacementRules.Choose(after, StreamKind.Copy, asked: A));
        Assert.Equal(B, PlacementRules.Choose(after, StreamKind.Software, asked: A));
        Assert.Equal(A, PlacementRules.Choose([after[0] with { Streams = [] }, Candidate(B, "8/2/hhhs")], StreamKind.Software, asked: B));
    }

    private static PlacementCandidate Candidate(ReplicaIdentity replica, string text, bool isReady = true, bool isDraining = false)
    {
        var status = new ReplicaStatus(replica, default, isReady, isDraining);
        if (text == "silent")
        {
            return new PlacementCandidate(status, []);
        }

        var parts = text == "none" ? ["-", "0", ""] : text.Split('/');
        TranscodeSlots[] slots =
        [
            .. parts[0] == "-" ? Array.Empty<TranscodeSlots>() : [new(HardwareAccelerationType.qsv, Number(parts[0]), 0)],
            .. parts[1] == "0" ? Array.Empty<TranscodeSlots>() : [new(HardwareAccelerationType.none, Number(parts[1]), 0)],
        ];
        var report = JsonSerializer.SerializeToElement(new TranscodingReport(TranscodeHealth.Healthy, "", slots));
        return new PlacementCandidate(
            status with { Reports = new Dictionary<string, JsonElement> { [TranscodingReport.Name] = report } },
            parts[2].Select(letter => letter switch { 'c' => StreamKind.Copy, 's' => StreamKind.Software, _ => StreamKind.Hardware }).ToList());
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

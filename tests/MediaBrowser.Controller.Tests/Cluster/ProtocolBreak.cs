namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>Ways to spoil the protocol on purpose.</summary>
public enum ProtocolBreak
{
    None,
    NoFenceAtClaim,
    NoFenceAtCompletion,
    ATokenPerRoad,
    RequeueWithoutLooking,
    TermLongerThanTheLease,
}

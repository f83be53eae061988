using Jellyfin.Failover.Tests;

// One cluster for all: what a test kills it starts again.
[assembly: AssemblyFixture(typeof(ClusterFixture))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Server.Tests.Streaming;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests;

// Starting servers is most of what these tests cost. Classes that do not disturb each other use the same ones, one class after the other;
// a class whose server must be new, or that is in nobody's way for long, has a fixture of its own.

/// <summary>Users, log-ins, devices and settings; one replica is killed and comes back.</summary>
[CollectionDefinition]
public sealed class AccountServers : ICollectionFixture<TwoReplicas>;

/// <summary>Sessions, sockets, groups and watch state: every test has devices and films of its own.</summary>
[CollectionDefinition]
public sealed class SessionServers : ICollectionFixture<TwoReplicas>;

/// <summary>One server without Redis: the same as in the two above.</summary>
[CollectionDefinition]
public sealed class AloneServer : ICollectionFixture<OneWithoutRedis>;

/// <summary>Metrics and tasks; nobody opens a socket.</summary>
[CollectionDefinition]
public sealed class TaskServers : ICollectionFixture<TwoReplicas>;

/// <summary>Only read, but for the activity log.</summary>
[CollectionDefinition]
public sealed class PlainServer : ICollectionFixture<ReplicaFixture>;

/// <summary>Every test stops its streams.</summary>
[CollectionDefinition]
public sealed class StreamServers : ICollectionFixture<StreamingFixture>;

/// <summary>Every test stops its streams and starts the replicas it ended.</summary>
[CollectionDefinition]
public sealed class TakeOverServers : ICollectionFixture<StreamingFixture>;

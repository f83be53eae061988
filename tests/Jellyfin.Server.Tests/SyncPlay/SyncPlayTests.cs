using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.SyncPlay;

/// <summary>The members are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class SyncPlayOnTwoReplicasTests(TwoReplicas server) : SyncPlayContract(server);

/// <summary>One server without Redis.</summary>
[Collection<AloneServer>]
public sealed class SyncPlayAloneTests(OneWithoutRedis server) : SyncPlayContract(server);

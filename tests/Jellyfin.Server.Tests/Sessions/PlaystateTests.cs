using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The parties are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class PlaystateTests(TwoReplicas server) : PlaystateContract(server);

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class PlaystateAloneTests(OneWithoutRedis server) : PlaystateContract(server);

using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The parties are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class WebSocketTests(TwoReplicas server) : WebSocketContract(server);

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class WebSocketAloneTests(OneWithoutRedis server) : WebSocketContract(server);

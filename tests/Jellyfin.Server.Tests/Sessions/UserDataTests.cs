using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The parties are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class UserDataTests(TwoReplicas server) : UserDataContract(server);

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class UserDataAloneTests(OneWithoutRedis server) : UserDataContract(server);

using Jellyfin.Server.Composition;
using Jellyfin.Server.Contracts.Operations;

if (args is not [var path])
{
    await Console.Error.WriteLineAsync("usage: api-coverage FILE");
    return 2;
}

await File.WriteAllTextAsync(path, ApiCoverage.Describe(new OperationTable(), ApiCoverage.Mapped(RouteList.All())));
return 0;

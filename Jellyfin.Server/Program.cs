using Jellyfin.Server.Commands;
using Jellyfin.Server.Composition;

if (args is [ProbeHardwareCommand.Name, .. var options])
{
    return await ProbeHardwareCommand.RunAsync(options, Console.Out, CancellationToken.None);
}

// Settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddHosting();
builder.Services.AddState();
builder.Services.AddMediaServer();
builder.Services.AddWire();

var app = builder.Build();
app.EndInTime();
app.UseWire();
app.MapEndpoints();
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the server in their own process.</summary>
public partial class Program;

using Jellyfin.Server.Composition;

var builder = WebApplication.CreateBuilder(args);
builder.AddHosting();
builder.Services.AddState();
builder.Services.AddMediaServer();
builder.Services.AddWire();

var app = builder.Build();
app.UseWire();
app.MapEndpoints();
await app.RunAsync();

/// <summary>Named so that tests can start the server in their own process.</summary>
public partial class Program;

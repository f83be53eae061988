using System.Reflection;

namespace Jellyfin.Server.Tests.Architecture;

/// <summary>Rules of the house that no analyzer knows.</summary>
public sealed class ArchitectureTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var tooLong = SourceFiles()
            .Select(file => (Path: Path.GetRelativePath(CheckoutRoot(), file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MaximumLines)
            .Select(file => $"{file.Path}: {file.Lines} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_has_a_public_static_setter()
    {
        var setters = from assembly in Rooms()
                      from type in assembly.GetExportedTypes()
                      from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
                      where property.SetMethod is { IsPublic: true }
                      select $"{type.FullName}.{property.Name}";

        Assert.Empty(setters);
    }

    [Fact]
    public void The_two_implementations_do_not_know_each_other_and_the_domain_knows_nobody()
    {
        Assert.DoesNotContain("Jellyfin.Server.Implementations", References("Emby.Server.Implementations"));
        Assert.DoesNotContain("Emby.Server.Implementations", References("Jellyfin.Server.Implementations"));
        Assert.All(References("MediaBrowser.Controller"), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Services_have_at_most_seven_dependencies()
    {
        var greedy = from assembly in Rooms()
                     from type in assembly.GetTypes()
                     where type is { IsClass: true, IsAbstract: false } && (type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Manager", StringComparison.Ordinal))
                     let parameters = type.GetConstructors().Select(constructor => constructor.GetParameters().Length).DefaultIfEmpty().Max()
                     where parameters > 7
                     select $"{type.FullName}: {parameters}";

        Assert.Empty(greedy);
    }

    private static IEnumerable<Assembly> Rooms()
        => new[] { "MediaBrowser.Controller", "Emby.Server.Implementations", "Jellyfin.Server.Implementations", "jellyfin" }.Select(Assembly.Load);

    private static IEnumerable<string> References(string assembly) => Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> SourceFiles()
    {
        var root = CheckoutRoot();
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "artifacts" or "Migrations" or "node_modules" or ".local" or "obj"));
    }

    private static string CheckoutRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Jellyfin.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}

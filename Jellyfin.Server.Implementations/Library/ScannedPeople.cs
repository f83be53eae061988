using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>Cast and crew of scanned items.</summary>
internal static class ScannedPeople
{
    public static async Task ReplaceAsync(
        JellyfinDbContext context,
        List<(Guid ItemId, IReadOnlyList<ScannedPerson> People)> replaced,
        IReadOnlyCollection<Guid> existing,
        CancellationToken cancellationToken)
    {
        var old = replaced.Select(entry => entry.ItemId).Where(existing.Contains).ToList();
        if (old.Count > 0)
        {
            await context.ItemPeople.Where(person => old.Contains(person.ItemId)).ExecuteDeleteAsync(cancellationToken);
        }

        foreach (var (itemId, people) in replaced)
        {
            context.ItemPeople.AddRange(people.Select((person, position) => new ItemPerson
            {
                ItemId = itemId,
                PersonId = ItemId.FromName(BaseItemKind.Person, person.Name),
                Kind = person.Kind,
                SortOrder = position,
                Role = person.Role,
            }));
        }
    }
}

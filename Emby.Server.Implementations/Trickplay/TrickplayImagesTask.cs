using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;
using MediaBrowser.Controller.Trickplay;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Makes preview pictures, film by film; a set that is stored when the task is stopped stays, one that is not is made anew.</summary>
internal sealed class TrickplayImagesTask(
    ITrickplayStore sets,
    TrickplaySources sources,
    TrickplayMaker maker,
    IConfigurationStore configuration,
    IMessageBus bus) : IScheduledTask
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(3);

    public string Key => "RefreshTrickplayImages";

    public string Name => "Generate Trickplay Images";

    public string Description => "Makes preview pictures for seeking, of videos in libraries that have them switched on.";

    public string Category => TaskCategories.Library;

    public bool IsRequeuedWhenInterrupted => true;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [new TaskTrigger(TaskTriggerType.DailyTrigger) { TimeOfDayTicks = Night.Ticks }];

    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var wanted = await sets.FindMissingAsync(TrickplayPlan.Widths(settings.TrickplayOptions), cancellationToken);
        for (var index = 0; index < wanted.Count; index++)
        {
            if (await sources.FindAsync(wanted[index], cancellationToken) is { } film && await MakeAsync(film, settings.TrickplayOptions, cancellationToken))
            {
                await bus.PublishAsync(new ItemsChanged([], [wanted[index]], [], [], [], []), cancellationToken);
            }

            progress.Report(100.0 * (index + 1) / wanted.Count);
        }
    }

    /// <summary>Returns whether there is a set that was not there before.</summary>
    private async Task<bool> MakeAsync(TrickplaySource film, TrickplayOptions options, CancellationToken cancellationToken)
    {
        var id = film.Media.ItemId;
        var stored = (await sets.FindAsync([id], cancellationToken))[id].Select(set => set.Width).ToHashSet();
        var isChanged = false;
        foreach (var plan in TrickplayPlan.For(film.Media, options).Where(plan => !stored.Contains(plan.Width)))
        {
            var found = film.FindBeside(plan);
            if ((found ?? await maker.MakeAsync(film, plan, options, cancellationToken)) is not { } made)
            {
                // A file that cannot be read here is not read for other widths either; the next run tries again.
                break;
            }

            // When this throws, nobody knows whether it was stored; the folder stays then, until it is found to belong to nobody.
            if (await sets.SaveAsync(film.Media, made, cancellationToken))
            {
                isChanged = true;
            }
            else if (found is null)
            {
                maker.Discard(film, plan, made);
            }
        }

        return isChanged;
    }
}

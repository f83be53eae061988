namespace Jellyfin.LocalCluster;

/// <summary>Lines on standard error; a moving percentage only where somebody sees it.</summary>
internal sealed class ConsoleProgress : IProgressDisplay
{
    private const int Width = 30;

    public void Step(string what) => Console.Error.WriteLine(what);

    public void Percentage(string what, double percentage)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        var filled = (int)(Math.Clamp(percentage, 0, 100) / 100 * Width);
        Console.Error.Write($"\r{what} [{new string('#', filled)}{new string('.', Width - filled)}] {percentage,3:0} %");
        if (percentage >= 100)
        {
            Console.Error.WriteLine();
        }
    }
}

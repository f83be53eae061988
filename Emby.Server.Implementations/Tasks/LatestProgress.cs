namespace Emby.Server.Implementations.Tasks;

/// <summary>Keeps the last value that a task reported, within 0 to 100.</summary>
internal sealed class LatestProgress : IProgress<double>
{
    private double _percent;

    public double Percent => Volatile.Read(ref _percent);

    public void Report(double value) => Volatile.Write(ref _percent, double.IsFinite(value) ? Math.Clamp(value, 0, 100) : 0);
}

using System.Text;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>What is known of the ffmpegs of one stream; only the beginning is kept. A log that cannot be written holds nothing up.</summary>
internal sealed class FfmpegLog(string path)
{
    /// <summary>Bytes.</summary>
    private const int MaxLength = 1_000_000;

    private readonly Lock _lock = new();
    private long _length;

    public void Write(string text)
    {
        lock (_lock)
        {
            if (_length >= MaxLength)
            {
                return;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            _length += bytes.Length;
            try
            {
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                file.Write(bytes);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _length = MaxLength;
            }
        }
    }
}

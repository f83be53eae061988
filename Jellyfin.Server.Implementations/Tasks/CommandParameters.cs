using Npgsql;

namespace Jellyfin.Server.Implementations.Tasks;

internal static class CommandParameters
{
    /// <summary>Adds the values as $1, $2 and so on.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}

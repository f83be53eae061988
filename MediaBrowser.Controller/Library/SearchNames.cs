using System.Text;

namespace MediaBrowser.Controller.Library;

/// <summary>Names to search in, and search terms: lower case words without accents and punctuation, one space between them.</summary>
public static class SearchNames
{
    public static string Of(string name)
    {
        var plain = Diacritics.RemoveFromLower(name.ToLowerInvariant());
        var text = new StringBuilder(plain.Length);
        foreach (var letter in plain)
        {
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                text.Append(letter);
            }
            else if (letter is not ('\'' or '’') && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }
}

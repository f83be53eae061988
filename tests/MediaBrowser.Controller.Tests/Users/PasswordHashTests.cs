using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Tests.Users;

public sealed class PasswordHashTests
{
    private const string Salt = "00112233445566778899AABBCCDDEEFF";

    /// <summary>Made with Python's hashlib.</summary>
    [Theory]
    [InlineData("adminpw", "$PBKDF2-SHA512$iterations=210000$" + Salt + "$C21C95B225148812CD37050E221978DF3839FA01C7CD6BD8CAF1C1D4E9E91B8F164BB3937CEEA15445F8C386C722FCFD0982878788FE56211438AF4E539E4A6B", false)]
    [InlineData("", "$PBKDF2-SHA512$iterations=210000$" + Salt + "$BE1DCB45BF1D4C8EF318DABE210B3E76AEAC8E9A20503AE9A252A40090EC817E76A9CDBE133E487CA7CA78E468E43D8210203D92F61C79ECE804974F03BC0EB8", false)]
    [InlineData("pässwörd €", "$PBKDF2-SHA512$iterations=120000$" + Salt + "$6F94C11A2D8F4F7179124BCD0C926BDC4798BE9CE7281B7F3BFD2749AB290240C9A9C2AEDF376694DD87BEF6E6EA15B7F52E334C65255A897703678F71BA0650", true)]
    [InlineData("old secret", "$PBKDF2$iterations=1000$" + Salt + "$128F89625C7D7EEEDD917094E285B6E2220A90DCBC92EF6FCB2C55311FF03FE4", true)]
    public void Hashes_that_other_servers_wrote_are_understood(string password, string hash, bool isOutdated)
    {
        Assert.True(PasswordHash.Verify(hash, password));
        Assert.False(PasswordHash.Verify(hash, password + "x"));
        Assert.Equal(isOutdated, PasswordHash.IsOutdated(hash));
    }

    [Fact]
    public void A_new_hash_has_the_format_that_other_servers_read()
    {
        var hash = PasswordHash.Create("secret");

        Assert.Matches(@"^\$PBKDF2-SHA512\$iterations=210000\$[0-9A-F]{128}\$[0-9A-F]{128}$", hash);
        Assert.True(PasswordHash.Verify(hash, "secret"));
        Assert.False(PasswordHash.IsOutdated(hash));
        Assert.NotEqual(hash, PasswordHash.Create("secret"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("$PBKDF2-SHA512$iterations=210000$00$")]
    [InlineData("$PBKDF2-SHA512$iterations=210000$zz$00")]
    [InlineData("$PBKDF2-SHA512$iterations=-1$00$00")]
    [InlineData("$PBKDF2-SHA512$rounds=5$00$00")]
    [InlineData("$SHA1$iterations=1$00$00")]
    public void Text_that_is_no_hash_fits_no_password(string text)
    {
        Assert.False(PasswordHash.Verify(text, ""));
        Assert.False(PasswordHash.Verify(text, text));
    }
}

using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Tests;

public sealed class ContentTagTests
{
    [Fact]
    public void A_tag_never_changes_as_it_is_stored()
    {
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223", ContentTag.Of("abc"));
        Assert.Equal(ContentTag.Of("abc"), ContentTag.Of("abc"u8));
    }
}

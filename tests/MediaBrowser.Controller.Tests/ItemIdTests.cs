using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Tests;

public sealed class ItemIdTests
{
    [Fact]
    public void The_same_path_has_the_same_id_everywhere()
        => Assert.Equal(new Guid("92227e46-a5a6-7f17-797c-616f7f042221"), ItemId.FromPath(BaseItemKind.Movie, "/media/Movies/Alpha (2001)/Alpha (2001).mkv"));

    [Theory]
    [InlineData("Drama", "drama")]
    [InlineData("Drama", " DRAMA ")]
    public void A_genre_has_one_id_however_it_is_written(string one, string other)
        => Assert.Equal(ItemId.FromName(BaseItemKind.Genre, one), ItemId.FromName(BaseItemKind.Genre, other));

    [Fact]
    public void A_genre_and_a_studio_of_one_name_differ()
        => Assert.NotEqual(ItemId.FromName(BaseItemKind.Genre, "Pixar"), ItemId.FromName(BaseItemKind.Studio, "Pixar"));
}

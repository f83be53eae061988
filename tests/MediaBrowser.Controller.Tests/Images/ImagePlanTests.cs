using MediaBrowser.Controller.Images;

namespace MediaBrowser.Controller.Tests.Images;

public sealed class ImagePlanTests
{
    private static readonly ImageHeader Poster = new(ImageFileFormat.Jpeg, 1000, 1500);

    [Theory]
    [InlineData("", 1000, 1500)]
    [InlineData("width=500", 500, 750)]
    [InlineData("height=750", 500, 750)]
    [InlineData("width=300 height=300", 300, 300)]
    [InlineData("maxWidth=100", 100, 150)]
    [InlineData("maxWidth=100 maxHeight=30", 20, 30)]
    [InlineData("fillWidth=100 fillHeight=100", 100, 150)]
    [InlineData("fillWidth=300 fillHeight=150", 300, 450)]
    [InlineData("fillWidth=300 fillHeight=150 maxHeight=90", 60, 90)]
    [InlineData("fillHeight=150", 100, 150)]
    [InlineData("width=4000", 1000, 1500)]
    [InlineData("width=2147483647 height=2147483647", 1000, 1500)]
    [InlineData("width=-5 maxHeight=0", 1000, 1500)]
    [InlineData("maxWidth=1 maxHeight=1", 1, 1)]
    public void Size_follows_the_wishes_and_is_never_enlarged(string wishes, int width, int height)
    {
        Assert.Equal((width, height), ImageSizing.Fit(1000, 1500, Request(wishes)));
    }

    [Fact]
    public void An_enormous_picture_is_made_smaller_unasked()
    {
        Assert.Equal((ImageRequest.MaxSide, 4096), ImageSizing.Fit(20_000, 10_000, new ImageRequest()));
    }

    [Fact]
    public void A_file_that_fits_is_sent_as_it_is()
    {
        Assert.Null(ImagePlan.For(Poster, new ImageRequest()));
        Assert.Null(ImagePlan.For(Poster, new ImageRequest { Quality = 96, FillWidth = 5000, FillHeight = 5000 }));
        Assert.NotNull(ImagePlan.For(Poster, new ImageRequest { Quality = 89 }));
        Assert.NotNull(ImagePlan.For(Poster, new ImageRequest { Formats = [ImageOutputFormat.Webp] }));
    }

    [Theory]
    [InlineData(ImageFileFormat.Jpeg, ImageOutputFormat.Jpg)]
    [InlineData(ImageFileFormat.Png, ImageOutputFormat.Png)]
    [InlineData(ImageFileFormat.Gif, ImageOutputFormat.Png)]
    public void What_may_be_transparent_stays_so(ImageFileFormat source, ImageOutputFormat expected)
    {
        var plan = ImagePlan.For(new ImageHeader(source, 100, 100), new ImageRequest { Width = 10 });

        Assert.Equal(expected, plan!.Format);
    }

    private static ImageRequest Request(string wishes)
    {
        var values = wishes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(wish => wish.Split('=')).ToDictionary(wish => wish[0], wish => int.Parse(wish[1]));
        int? Value(string name) => values.TryGetValue(name, out var value) ? value : null;
        return new ImageRequest
        {
            Width = Value("width"),
            Height = Value("height"),
            MaxWidth = Value("maxWidth"),
            MaxHeight = Value("maxHeight"),
            FillWidth = Value("fillWidth"),
            FillHeight = Value("fillHeight"),
        };
    }
}

namespace MediaBrowser.Controller.Configuration;

public enum DeinterlaceMethod
{
    yadif,
    bwdif,
}

public enum DownMixStereoAlgorithms
{
    None,
    Dave750,
    NightmodeDialogue,
    Rfc7845,
    Ac4,
}

public enum EncoderPreset
{
    auto,
    placebo,
    veryslow,
    slower,
    slow,
    medium,
    fast,
    faster,
    veryfast,
    superfast,
    ultrafast,
}

public enum HardwareAccelerationType
{
    none,
    amf,
    qsv,
    nvenc,
    v4l2m2m,
    vaapi,
    videotoolbox,
    rkmpp,
}

public enum HlsAudioSeekStrategy
{
    TrimCopiedAudio,
    TranscodeAudio,
}

public enum TonemappingAlgorithm
{
    none,
    clip,
    linear,
    gamma,
    reinhard,
    hable,
    mobius,
    bt2390,
}

public enum TonemappingMode
{
    auto,
    max,
    rgb,
    lum,
    itp,
}

public enum TonemappingRange
{
    auto,
    tv,
    pc,
}

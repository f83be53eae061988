// Two players: one that plays the usual files as they are, and one that takes nothing but low-rate HLS.
export const capable = {
  Name: 'capable',
  MaxStreamingBitrate: 120_000_000,
  DirectPlayProfiles: [{ Container: 'mp4,m4v,mkv,mov,webm', Type: 'Video', VideoCodec: 'h264,hevc,vp9,av1', AudioCodec: 'aac,ac3,flac,opus,mp3' }],
  TranscodingProfiles: [hls('ts')],
  CodecProfiles: [],
  ContainerProfiles: [],
  SubtitleProfiles: [{ Format: 'vtt', Method: 'External' }],
};

export const limited = (container) => ({
  Name: 'limited',
  MaxStreamingBitrate: 400_000,
  DirectPlayProfiles: [{ Container: 'ogg', Type: 'Video', VideoCodec: 'theora', AudioCodec: 'vorbis' }],
  TranscodingProfiles: [hls(container)],
  CodecProfiles: [],
  ContainerProfiles: [],
  SubtitleProfiles: [{ Format: 'vtt', Method: 'External' }],
});

function hls(container) {
  return { Container: container, Type: 'Video', VideoCodec: 'h264', AudioCodec: 'aac', Context: 'Streaming', Protocol: 'hls', MaxAudioChannels: '2', MinSegments: 1 };
}

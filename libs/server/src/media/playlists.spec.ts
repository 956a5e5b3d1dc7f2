import { describe, expect, test } from '@jest/globals';
import { masterPlaylist, mediaPlaylist, type PlayableRendition } from './playlists.ts';

const picture = (name: string, bitsPerSecond: number): PlayableRendition => ({
  name,
  kind: 'video',
  width: 854,
  height: Number(name),
  codecs: 'avc1.4d401f',
  bitsPerSecond,
  channels: null,
});
const sound: PlayableRendition = {
  name: 'sound',
  kind: 'sound',
  width: null,
  height: null,
  codecs: 'mp4a.40.2',
  bitsPerSecond: 128_000,
  channels: 1,
};

describe('a media playlist', () => {
  test('is complete, in exact lengths, with the longest rounded up as target', () => {
    expect(mediaPlaylist({ timescale: 90_000, segmentTicks: [360_000, 363_003, 45_000] })).toBe(
      `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:5
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4.000000,
0.m4s
#EXTINF:4.033367,
1.m4s
#EXTINF:0.500000,
2.m4s
#EXT-X-ENDLIST
`,
    );
  });
});

describe('a master playlist', () => {
  test('names the largest picture first, each with the sound beside it', () => {
    expect(masterPlaylist([picture('240', 400_000), sound, picture('480', 1_400_000)])).toBe(
      `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="sound/index.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1528000,RESOLUTION=854x480,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="sound"
480/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=528000,RESOLUTION=854x240,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="sound"
240/index.m3u8
`,
    );
  });

  test('of a sound recording holds the sound alone', () => {
    expect(masterPlaylist([sound])).toContain(
      '#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="mp4a.40.2"\nsound/index.m3u8',
    );
  });

  test('of a silent film names no sound', () => {
    expect(masterPlaylist([picture('480', 1_400_000)])).not.toContain('AUDIO');
  });
});

// hls.js in a real browser plays a film that has to be transcoded, at twice its speed, while replicas go away. In order: each test stands on those before it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { eventually, launch, logInAsAdmin, send, url } from './shared.mjs';

const hls = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js');
const bufferSeconds = 20;
const seen = { refusals: [], segments: 0 };
let token;
let browser;
let page;

before(async () => {
  token = await logInAsAdmin();
  browser = await launch();
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.on('response', (answer) => {
    seen.segments += answer.url().includes('/hls1/') && answer.ok() ? 1 : 0;
    if (answer.status() >= 400) {
      seen.refusals.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
    }
  });
  // At the address of the cluster, as the web client is.
  await page.route(`${url}/player`, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,"><video muted></video>' }));
  await page.goto(`${url}/player`);
  await page.addScriptTag({ path: hls });
});

after(async () => {
  await browser?.close();
});

test('the film plays', async () => {
  const address = await transcodingAddress();
  await page.evaluate(([source, ahead]) => {
    const video = document.querySelector('video');
    const player = new Hls({ maxBufferLength: ahead, maxMaxBufferLength: ahead });
    window.seen = { waits: 0, fatal: [] };
    player.on(Hls.Events.ERROR, (_, error) => error.fatal && window.seen.fatal.push(`${error.type} ${error.details}`));
    // Afterwards every wait is one too many.
    video.addEventListener('playing', () => video.addEventListener('waiting', () => window.seen.waits++), { once: true });
    video.defaultPlaybackRate = 2;
    player.loadSource(source);
    player.attachMedia(video);
    return video.play();
  }, [address, bufferSeconds]);

  await page.waitForFunction((ahead) => {
    const { buffered, currentTime, videoWidth } = document.querySelector('video');
    return videoWidth > 0 && currentTime > 2 && buffered.length > 0 && buffered.end(0) - currentTime > ahead / 2;
  }, bufferSeconds);
  await assertSmooth();
});

test('it goes on when the replica that makes the stream is killed', async () => {
  const owner = await eventually('a replica makes the stream', makerOfStream);

  await local('replica', 'kill', owner);

  const mark = await loaded();
  await eventually('the other replica makes the stream', async () => ![undefined, owner].includes(await makerOfStream()));
  await local('replica', 'start', owner);
  await playPast(mark);
  await assertSmooth();
});

test('it goes on while both replicas are restarted one after the other', async () => {
  const mark = await loaded();

  await local('rolling-restart');

  await playPast(mark);
  await assertSmooth();
});

/** How much the player has. */
async function loaded() {
  return { segments: seen.segments, end: await page.evaluate(() => document.querySelector('video').buffered.end(0)) };
}

/** Until something has been shown that the player did not have then. */
async function playPast({ segments, end }) {
  await page.waitForFunction((time) => document.querySelector('video').currentTime > time + 1, end);
  assert.ok(seen.segments > segments);
}

async function assertSmooth() {
  const { waits, fatal, paused, width, frames } = await page.evaluate(() => {
    const video = document.querySelector('video');
    return { ...window.seen, paused: video.paused || video.ended, width: video.videoWidth, frames: video.getVideoPlaybackQuality().totalVideoFrames };
  });
  assert.deepEqual({ waits, fatal, paused, width, refusals: seen.refusals }, { waits: 0, fatal: [], paused: false, width: 320, refusals: [] });
  assert.ok(frames > 0);
}

async function makerOfStream() {
  const { Replicas: replicas } = await send('GET', '/cluster.json', undefined, token);
  return replicas.find((replica) => replica.Reports.transcoding?.Slots.some((slots) => slots.Running > 0))?.Id;
}

async function transcodingAddress() {
  const { Items: films } = await send('GET', '/Items?recursive=true&includeItemTypes=Movie', undefined, token);
  const info = await send('POST', `/Items/${films[0].Id}/PlaybackInfo`, {
    AllowVideoStreamCopy: false,
    AllowAudioStreamCopy: false,
    DeviceProfile: {
      MaxStreamingBitrate: 20_000_000,
      TranscodingProfiles: [{ Container: 'mp4', Type: 'Video', VideoCodec: 'h264', AudioCodec: 'aac', Protocol: 'hls', Context: 'Streaming' }],
    },
  }, token);
  return info.MediaSources[0].TranscodingUrl;
}

/** One of the scripts in deployment/local. */
function local(script, ...words) {
  return promisify(execFile)(`${process.env.JELLYFIN_LOCAL}/${script}`, [...words, '--data', process.env.JELLYFIN_CLUSTER], { timeout: 120_000 });
}

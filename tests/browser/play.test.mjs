// hls.js in a real browser plays a film that has to be transcoded, at twice its speed, while replicas go away, at random moments, BROWSER_REPETITIONS
// times each. In order: each test stands on those before it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { eventually, launch, logInAsAdmin, send, url } from './shared.mjs';

const hls = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js');
const bufferSeconds = 20;
const segmentSeconds = 3;
const repetitions = Number(process.env.BROWSER_REPETITIONS ?? 1);
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
    window.seen = { waits: 0, fatal: [], least: Infinity };
    setInterval(() => {
      const end = video.buffered.length > 0 ? video.buffered.end(video.buffered.length - 1) : 0;
      window.seen.least = Math.min(window.seen.least, end - video.currentTime);
    }, 100);
    player.on(Hls.Events.ERROR, (_, error) => error.fatal && window.seen.fatal.push(`${error.type} ${error.details}`));
    // Afterwards every wait is one too many.
    video.addEventListener('playing', () => video.addEventListener('waiting', () => window.seen.waits++), { once: true });
    video.defaultPlaybackRate = 2;
    player.loadSource(source);
    player.attachMedia(video);
    return video.play();
  }, [address, bufferSeconds]);

  await full();
  await assertSmooth();
});

whatHappens('the replica that makes the stream is killed', async (owner, goneOn) => {
  await local('replica', 'kill', owner);
  await goneOn({ elsewhere: owner });
  await local('replica', 'start', owner);
});

whatHappens('that replica is killed while the other one makes something else', async (owner, goneOn) => {
  const stop = new AbortController();
  const address = await transcodingAddress();
  const other = takeAll(address, stop.signal);
  try {
    await eventually('the other replica makes the other stream', async () => (await makers()).some((id) => id !== owner));
    await local('replica', 'kill', owner);
    await goneOn({ elsewhere: owner });
    await local('replica', 'start', owner);
  } finally {
    stop.abort();
    await other;
    const session = new URL(address, url).searchParams.get('PlaySessionId');
    await send('DELETE', `/Videos/ActiveEncodings?playSessionId=${session}`, undefined, token);
    await eventually('only the film is made', async () => (await makers()).length === 1);
  }
});

whatHappens('that replica is paused, and comes back', async (owner, goneOn) => {
  await local('replica', 'pause', owner);
  await goneOn({ elsewhere: owner });
  await local('replica', 'resume', owner);
});

whatHappens('that replica is drained, and taken back', async (owner, goneOn) => {
  await local('replica', 'drain', owner);
  await goneOn({ elsewhere: owner });
  await local('replica', 'undrain', owner);
});

whatHappens('Redis is stopped, and comes back empty', async (_, goneOn) => {
  await local('service', 'stop', 'redis');
  await goneOn();
  await local('service', 'start', 'redis');
});

whatHappens('both replicas are restarted one after the other', () => local('rolling-restart'));

/**
 * A test in which the player must notice nothing.
 * @param fault is given the replica that makes the stream, and a function that waits until the player has shown what it did not have yet.
 */
function whatHappens(name, fault) {
  test(`it goes on when ${name}`, async (context) => {
    for (let repetition = 0; repetition < repetitions; repetition++) {
      await eventually('all replicas are ready', async () => (await replicas()).every((replica) => replica.IsReady && !replica.IsDraining));
      await full();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * segmentSeconds * 500));
      const owner = await eventually('a replica makes the stream', async () => (await makers())[0]);
      await page.evaluate(() => { window.seen.least = Infinity; });
      const mark = await loaded();

      await fault(owner, async ({ elsewhere } = {}) => {
        await playPast(mark);
        if (elsewhere) {
          await eventually('another replica makes the stream', async () => (await makers()).some((id) => id !== elsewhere));
        }
      });

      await playPast(mark);
      await assertSmooth();
      context.diagnostic(`least buffer: ${(await page.evaluate(() => window.seen.least)).toFixed(1)} s`);
    }
  });
}

/** Until the player has a good part of what it wants to have. */
function full() {
  return page.waitForFunction((ahead) => {
    const { buffered, currentTime, videoWidth } = document.querySelector('video');
    return videoWidth > 0 && currentTime > 2 && buffered.length > 0 && buffered.end(0) - currentTime > ahead / 2;
  }, bufferSeconds);
}

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

async function replicas() {
  return (await send('GET', '/cluster.json', undefined, token)).Replicas;
}

async function makers() {
  return (await replicas()).filter((replica) => replica.Reports.transcoding?.Slots.some((slots) => slots.Running > 0)).map((replica) => replica.Id);
}

/** Another player, which takes one segment after the other as fast as they come. */
async function takeAll(address, signal) {
  const take = async (at) => {
    for (let tries = 3; ; tries--) {
      try {
        return await (await fetch(at, { signal })).text();
      } catch (error) {
        // What a replica was sending when it was killed breaks off: players ask again.
        if (signal.aborted || tries === 0) {
          throw error;
        }
      }
    }
  };
  const addresses = async (playlist) => (await take(playlist)).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => new URL(line, playlist));
  try {
    const [media] = await addresses(new URL(address, url));
    for (const segment of await addresses(media)) {
      await take(segment);
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
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

// hls.js in a page at the cluster's address, which also asks for what Jellyfin's web client asks for meanwhile.
import { createRequire } from 'node:module';
import { eventually, identity, transcoding, url } from './shared.mjs';

const hls = createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js');

/** As fast as the film goes by: each second of waiting takes two of the buffer. */
const speed = 2;

/** What hls.js has when its buffer is full, in seconds of the film. Jellyfin's web client wants 30: what is smooth with less is smooth with that. */
const bufferSeconds = 20;

/** Of the film. */
const segmentSeconds = 3;

export class Player {
  #page;
  #refusals = [];
  #segments = 0;

  constructor(page) {
    this.#page = page;
    page.setDefaultTimeout(60_000);
    page.on('response', (answer) => {
      this.#segments += answer.url().includes('/hls1/') && answer.ok() ? 1 : 0;
      if (answer.status() >= 400) {
        this.#refusals.push(`${answer.status()} ${answer.request().method()} ${new URL(answer.url()).pathname}`);
      }
    });
  }

  /** Plays this film, which has to be transcoded. */
  static async open(browser, film, token) {
    const page = await browser.newPage();
    const player = new Player(page);
    // At the address of the cluster, as the web client is.
    await page.route(`${url}/player`, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,"><video muted></video>' }));
    await page.goto(`${url}/player`);
    await page.addScriptTag({ path: hls });
    const { address, session } = await transcoding(film, token);
    await page.evaluate(play, { address, bufferSeconds, speed, headers: identity(token), item: film, session });
    return player;
  }

  /** Until the buffer is full. */
  async full() {
    await this.#page.waitForFunction((seconds) => window.seen.ahead() >= seconds, bufferSeconds);
  }

  /** Until a random moment between two segments: with a full buffer it asks for one in every such time. */
  async moment() {
    await new Promise((resolve) => setTimeout(resolve, (Math.random() * segmentSeconds * 1000) / speed));
  }

  /** Until so many segments more have come. */
  async more(segments) {
    const wanted = this.#segments + segments;
    await eventually(`${segments} segments more`, () => this.#segments >= wanted);
  }

  /** From now on it is told how little there was in the buffer. */
  async mark() {
    await this.#page.evaluate(() => { window.seen.least = Infinity; });
  }

  /** The least that was in the buffer since the mark. */
  least() {
    return this.#page.evaluate(() => window.seen.least);
  }

  /** Everything from the beginning on that somebody who watches would have noticed, and every answer of 400 or more, whatever was asked for. */
  async troubles() {
    const noticed = await this.#page.evaluate(() => {
      const video = document.querySelector('video');
      return [...window.seen.waits.map((time) => `waits at ${time} s`), ...window.seen.errors, ...(video.paused || video.ended || !video.videoWidth ? ['does not play'] : [])];
    });
    return [...noticed, ...this.#refusals];
  }

  /** Until the picture waits. Returns where, and how much had been loaded when it was asked. */
  async stall() {
    const loaded = await this.#page.evaluate(() => document.querySelector('video').currentTime + window.seen.ahead());
    await this.#page.waitForFunction(() => window.seen.waits.length > 0);
    return { loaded, at: await this.#page.evaluate(() => window.seen.waits[0]) };
  }

  close() {
    return this.#page.close();
  }
}

/** Runs in the page. */
function play({ address, bufferSeconds, speed, headers, item, session }) {
  const video = document.querySelector('video');
  const seen = {
    // Positions at which it waited after it had begun, and what hls.js could not mend without the picture standing still.
    waits: [],
    errors: [],
    least: Infinity,
    /** Seconds of the film that can be shown without a gap. */
    ahead() {
      const { buffered, currentTime } = video;
      const part = [...Array(buffered.length).keys()].find((index) => buffered.start(index) <= currentTime && currentTime <= buffered.end(index));
      return part === undefined ? 0 : buffered.end(part) - currentTime;
    },
  };
  window.seen = seen;

  const player = new Hls({ maxBufferLength: bufferSeconds, maxMaxBufferLength: bufferSeconds, backBufferLength: bufferSeconds });
  player.on(Hls.Events.ERROR, (_, error) => {
    if (error.fatal || error.type === Hls.ErrorTypes.MEDIA_ERROR) {
      seen.errors.push(`${error.type} ${error.details}`);
    }
  });
  video.addEventListener('playing', () => {
    video.addEventListener('waiting', () => seen.waits.push(video.currentTime));
    setInterval(() => { seen.least = Math.min(seen.least, seen.ahead()); }, 100);
    const ask = (path, options) => fetch(path, { cache: 'no-store', headers, ...options }).then((answer) => answer.blob()).catch(() => {});
    const report = (path) => ask(`/Sessions/Playing${path}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ItemId: item, MediaSourceId: item, PlaySessionId: session, PlayMethod: 'Transcode', CanSeek: true, PositionTicks: Math.round(video.currentTime * 1e7) }),
    });
    report('');
    setInterval(() => {
      report('/Progress');
      ask(`/Items/${item}/Images/Primary`);
    }, 1000);
  }, { once: true });
  video.defaultPlaybackRate = speed;
  player.loadSource(address);
  player.attachMedia(video);
  return video.play();
}

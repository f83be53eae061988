// What both tests need of the cluster that `run` has started.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const url = process.env.JELLYFIN_URL;
export const admin = { name: 'admin', password: process.env.JELLYFIN_PASSWORD };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** The administrator's token. */
export async function logInAsAdmin() {
  return (await send('POST', '/Users/AuthenticateByName', { Username: admin.name, Pw: admin.password })).AccessToken;
}

/** Who asks: the header. */
export function identity(token = '') {
  return { Authorization: `MediaBrowser Client="Browser tests", Device="Test runner", DeviceId="browser-tests", Version="1.0"${token && `, Token="${token}"`}` };
}

/**
 * Asks the load balancer, or whom a whole address names.
 * @returns the answer's JSON, or null when it has no body.
 */
export async function send(method, path, body, token) {
  const answer = await fetch(new URL(path, url), {
    method,
    headers: { ...identity(token), ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  assert.ok(answer.ok, `${method} ${path} was answered ${answer.status}`);
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

/** Returns what the condition returned first that counts as true. */
export async function eventually(what, condition, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const result = await condition();
    if (result) {
      return result;
    }

    assert.ok(Date.now() < end, `not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A new stream of a film that has to be transcoded. */
export async function transcoding(film, token) {
  const info = await send('POST', `/Items/${film}/PlaybackInfo`, {
    AllowVideoStreamCopy: false,
    AllowAudioStreamCopy: false,
    DeviceProfile: {
      MaxStreamingBitrate: 20_000_000,
      TranscodingProfiles: [{ Container: 'mp4', Type: 'Video', VideoCodec: 'h264', AudioCodec: 'aac', Protocol: 'hls', Context: 'Streaming' }],
    },
  }, token);
  return { address: info.MediaSources[0].TranscodingUrl, session: info.PlaySessionId };
}

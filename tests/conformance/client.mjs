// What every test needs: the SDK as a client app sets it up, and plain HTTP for the URLs that the server hands out.
import { Jellyfin } from '@jellyfin/sdk';
import axios from 'axios';

export const url = process.env.JELLYFIN_URL;
export const media = process.env.JELLYFIN_MEDIA;
export const balanced = process.env.JELLYFIN_MODE === 'balanced';
export const admin = { name: 'conformance', password: 'correct horse battery' };
export const ticksPerSecond = 10_000_000;

const jellyfin = new Jellyfin({
  clientInfo: { name: 'Conformance', version: '1.0.0' },
  deviceInfo: { name: 'Test runner', id: 'conformance-1' },
});

// Every replica that answered, by the name that HAProxy gives it.
export const servedBy = [];

export function createApi(token = '') {
  const http = axios.create({ timeout: 30_000 });
  http.interceptors.response.use(
    (response) => {
      servedBy.push(response.headers['x-served-by']);
      return response;
    },
    (error) => {
      if (error.response) {
        const { config, response } = error;
        error.message = `${config.method} ${config.url} was answered ${response.status} ${JSON.stringify(response.data)?.slice(0, 300)}`;
      }
      throw error;
    },
  );
  return jellyfin.createApi(url, token, http);
}

// Without credentials, as <video>, <img> and native players ask.
export async function get(path, headers = {}) {
  const response = await fetch(new URL(path, url), { headers, redirect: 'manual', signal: AbortSignal.timeout(60_000) });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

export async function statusOf(promise) {
  return promise.then((response) => response.status, (error) => error.response?.status ?? error);
}

export async function eventually(what, seconds, condition) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`not within ${seconds} s: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

// A film plays in a real browser while replicas go away, at random moments, BROWSER_REPETITIONS times each. In order: it plays on from one test to the next.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { haveMeasured, isWhole, local, makers } from './cluster.mjs';
import { Player } from './player.mjs';
import { eventually, launch, logInAsAdmin, send, transcoding, url } from './shared.mjs';

/** Beside the film. */
const MOST_OTHERS = 3;
const repetitions = Number(process.env.BROWSER_REPETITIONS ?? 1);
let token;
let browser;
let film;
let status;
let player;

before(async () => {
  token = await logInAsAdmin();
  browser = await launch();
  status = JSON.parse(await local('status', '--json'));
  film = (await send('GET', '/Items?recursive=true&includeItemTypes=Movie', undefined, token)).Items[0].Id;
});

after(async () => {
  await browser?.close();
});

test('the film plays', async () => {
  player = await Player.open(browser, film, token);

  await player.full();
  assert.deepEqual(await player.troubles(), []);
});

whatHappens('the replica that makes the stream is killed', {
  fault: (owner) => local('replica', 'kill', owner),
  undo: (owner) => local('replica', 'start', owner),
  othersMake: 1,
});

whatHappens('that replica is killed while the other one makes something else', {
  prepare: startOthers,
  fault: (owner) => local('replica', 'kill', owner),
  undo: async (owner, others) => {
    await local('replica', 'start', owner);
    await others.stop();
  },
  othersMake: 2,
});

whatHappens('that replica is paused, and comes back', {
  fault: (owner) => local('replica', 'pause', owner),
  undo: (owner) => local('replica', 'resume', owner),
  othersMake: 1,
});

whatHappens('that replica is cut off from Redis and PostgreSQL, and comes back', {
  fault: (owner) => local('replica', 'cut', owner),
  undo: (owner) => local('replica', 'heal', owner),
  othersMake: 1,
});

whatHappens('that replica is drained, and taken back', {
  fault: (owner) => local('replica', 'drain', owner),
  undo: (owner) => local('replica', 'undrain', owner),
  othersMake: 1,
});

whatHappens('Redis is stopped, and comes back empty', {
  fault: () => local('service', 'stop', 'redis'),
  undo: () => local('service', 'start', 'redis'),
});

whatHappens('both replicas are restarted one after the other', { fault: () => local('rolling-restart') });

test('what it got is all shown, and when nobody makes more, that is noticed', async () => {
  assert.deepEqual(await player.troubles(), []);
  for (const { id } of status.replicas) {
    await local('replica', 'pause', id);
  }

  const { at, loaded } = await player.stall();

  assert.ok(at > loaded - 1, `it waits at ${at} s and had got ${loaded} s`);
  assert.match((await player.troubles()).join(), /waits.*50[23] GET/);
});

/**
 * A test in which the player must notice nothing.
 * @param fault is given the replica that makes the stream, as `prepare` is.
 * @param undo follows when the player has got more and other replicas make `othersMake` streams; it is given what `prepare` returned, too.
 */
function whatHappens(name, { prepare = () => {}, fault, undo = () => {}, othersMake = 0 }) {
  test(`it goes on when ${name}`, async (context) => {
    const failures = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      try {
        await once();
        context.diagnostic(`least buffer: ${(await player.least()).toFixed(1)} s`);
      } catch (error) {
        failures.push(`repetition ${repetition}: ${error.message}`);
        await player.close();
        player = await Player.open(browser, film, token);
      }
    }

    assert.deepEqual(failures, []);
  });

  async function once() {
    await eventually('the cluster is whole', () => isWhole(status, token));
    const owner = await eventually('a replica makes the stream', async () => (await makers(token))[0]);
    const prepared = await prepare(owner);
    await player.full();
    await player.mark();
    await player.moment();

    try {
      await fault(owner);
      await player.more(2);
      await eventually('others make it', async () => (await makers(token)).filter((id) => id !== owner).length >= othersMake);
    } finally {
      await undo(owner, prepared);
    }

    await eventually('the cluster is whole again', () => isWhole(status, token));
    await player.more(1);
    await player.full();
    assert.deepEqual(await player.troubles(), []);
  }
}

/**
 * Starts other players until the replica that does not make the film makes something for one: the first may go to the same replica, where the other one
 * has measured itself on a busy machine and counts with much less.
 */
async function startOthers(owner) {
  await eventually('each replica has measured what it can make', () => haveMeasured(status, token), 90);
  const playing = [];
  const stop = async () => {
    await Promise.all(playing.map((other) => other.stop()));
    await eventually('only the film is made', async () => (await makers(token)).length === 1);
  };
  try {
    while (!(await makers(token)).some((id) => id !== owner)) {
      assert.ok(playing.length < MOST_OTHERS, `${owner} makes all of ${MOST_OTHERS + 1} streams`);
      playing.push(await startOther());
      await eventually('one more stream is made', async () => (await makers(token)).length > playing.length);
    }
  } catch (error) {
    await stop();
    throw error;
  }

  return { stop };
}

/** Another player, which takes one segment after the other as fast as they come. */
async function startOther() {
  const { address, session } = await transcoding(film, token);
  let ends = false;
  const playing = takeAll(new URL(address, url), () => ends);
  return {
    stop: async () => {
      ends = true;
      await playing;
      await send('DELETE', `/Videos/ActiveEncodings?playSessionId=${session}`, undefined, token);
    },
  };
}

async function takeAll(master, ends) {
  const addresses = async (playlist) => (await take(playlist)).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => new URL(line, playlist));
  const [media] = await addresses(master);
  for (const segment of await addresses(media)) {
    if (ends()) {
      return;
    }

    await take(segment);
  }
}

/** What a replica was sending when it was killed breaks off: players ask again. */
async function take(address, tries = 4) {
  try {
    return await (await fetch(address)).text();
  } catch (error) {
    if (tries === 1) {
      throw error;
    }

    return await take(address, tries - 1);
  }
}

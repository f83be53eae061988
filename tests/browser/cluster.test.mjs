// The cluster page as an administrator uses it, in order: each test stands on those before it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admin, eventually, launch, logInAsAdmin, send, url } from './shared.mjs';

const guest = { name: 'guest', password: 'staple' };
const seen = { addresses: [], errors: [] };
let browser;
let page;

before(async () => {
  await send('POST', '/Users/New', { Name: guest.name, Password: guest.password }, await logInAsAdmin());
  browser = await launch();
  page = await open();
});

after(async () => {
  await browser?.close();
});

test('without a log-in there is a form and nothing else', async () => {
  await page.goto(`${url}/cluster`);

  await page.waitForSelector('#login:not([hidden])');
  assert.equal(await page.isVisible('#content'), false);
  assert.equal((await fetch(`${url}/cluster.json`)).status, 401);
});

test('a wrong password is said to be wrong', async () => {
  await logIn(page, { ...admin, password: 'wrong' });

  await page.waitForFunction(() => document.getElementById('message').textContent.startsWith('Wrong'));
  assert.equal(await page.isVisible('#content'), false);
});

test('an administrator sees both replicas, one leader, and what they share', async () => {
  await logIn(page, admin);

  await page.waitForSelector('#content:not([hidden])');
  await stateOf('r1', 'ready');
  await stateOf('r2', 'ready');
  await page.waitForFunction(() => [...document.querySelectorAll('#replicas tr')].filter((row) => row.cells[2].textContent === 'leader').length === 1, null, { timeout: 30_000 });
  const shared = await page.textContent('#shared');
  assert.match(shared, /fencing token \d+/);
  assert.match(shared, /PostgreSQLanswers/);
  assert.match(shared, /Redisanswers/);
  assert.match(await page.textContent('#tasks'), /Scan/);
  assert.match(await page.textContent('#flags'), /TaskLeaderElection/);
});

test('a replica is drained by its button, and the load balancer leaves it', async () => {
  await page.click('tr[data-replica=r2] button');

  await stateOf('r2', 'draining');
  await eventually('only r1 is asked', async () => (await servers()).join() === 'r1');
  await eventually('r1 leads', async () => (await page.textContent('tr[data-replica=r1] td:nth-child(3)')) === 'leader');
});

test('the last replica cannot be drained, and the page says why', async () => {
  await page.click('tr[data-replica=r1] button');

  await page.waitForFunction(() => document.getElementById('message').textContent.startsWith('No other replica is ready'));
  await stateOf('r1', 'ready');
});

test('the same button puts it back', async () => {
  assert.equal(await page.textContent('tr[data-replica=r2] button'), 'Serve again');
  await page.click('tr[data-replica=r2] button');

  await stateOf('r2', 'ready');
  await eventually('both are asked', async () => (await servers()).join() === 'r1,r2');
});

test('a reload keeps the log-in, logging out ends it', async () => {
  await page.reload();
  await page.waitForSelector('#content:not([hidden])');
  const token = await page.evaluate(() => sessionStorage.getItem('jellyfin-cluster-token'));

  await page.click('#logout');

  await page.waitForSelector('#login:not([hidden])');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('jellyfin-cluster-token')), null);
  await eventually('the token is worth nothing', async () => (await fetch(`${url}/cluster.json`, { headers: { Authorization: `MediaBrowser Token="${token}"` } })).status === 401);
  assert.deepEqual(seen.addresses.filter((address) => address.includes(token) || address.includes(encodeURIComponent(admin.password))), []);
});

test('other users are told that the page is not for them', async () => {
  const other = await open();
  await other.goto(`${url}/cluster`);
  await logIn(other, guest);

  await other.waitForFunction(() => document.getElementById('message').textContent.includes('for administrators'));
  assert.equal(await other.isVisible('#content'), false);
  await other.close();
});

test('a slash at the end changes nothing, and nothing was blocked or failed in the page', async () => {
  await page.goto(`${url}/Cluster/`);
  await page.waitForSelector('#login:not([hidden])');

  // Refused requests are part of the tests above; a script or style that the page's own policy blocks is not.
  assert.deepEqual(seen.errors.filter((text) => !text.includes('Failed to load resource')), []);
});

async function open() {
  const context = await browser.newContext();
  const opened = await context.newPage();
  opened.setDefaultTimeout(30_000);
  opened.on('request', (request) => seen.addresses.push(request.url()));
  opened.on('pageerror', (error) => seen.errors.push(error.message));
  opened.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  return opened;
}

async function logIn(where, { name, password }) {
  await where.fill('#name', name);
  await where.fill('#password', password);
  await where.click('#login button');
}

async function stateOf(replica, state) {
  await page.waitForFunction(([id, text]) => document.querySelector(`tr[data-replica=${id}] td:nth-child(2)`)?.textContent === text, [replica, state]);
}

async function servers() {
  const found = new Set();
  for (let request = 0; request < 8; request++) {
    const answer = await fetch(`${url}/System/Info/Public`);
    assert.equal(answer.status, 200);
    found.add(answer.headers.get('x-served-by'));
  }
  return [...found].sort();
}

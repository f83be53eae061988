'use strict';

const interval = 2000;
const limit = 10000;
const tokenKey = 'jellyfin-cluster-token';
const element = (id) => document.getElementById(id);
let timer = 0;

// A device of its own per browser window: two windows do not end each other's log-in.
const device = sessionStorage.getItem('jellyfin-cluster-device') ?? crypto.getRandomValues(new Uint32Array(4)).join('-');
sessionStorage.setItem('jellyfin-cluster-device', device);

function token() {
  return sessionStorage.getItem(tokenKey);
}

async function ask(method, path, body) {
  let identity = `MediaBrowser Client="Cluster page", Device="Browser", DeviceId="${device}", Version="1.0"`;
  if (token()) {
    identity += `, Token="${token()}"`;
  }
  const headers = { Authorization: identity };
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  return fetch(path, { method, headers, body: body && JSON.stringify(body), cache: 'no-store', signal: AbortSignal.timeout(limit) });
}

function say(text, kind = '') {
  element('message').textContent = text;
  element('message').className = kind;
}

function show(loggedIn) {
  element('login').hidden = loggedIn;
  element('content').hidden = !loggedIn;
  element('logout').hidden = !loggedIn;
}

function forget(reason) {
  sessionStorage.removeItem(tokenKey);
  clearTimeout(timer);
  show(false);
  say(reason, reason && 'bad');
}

function make(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = kind ?? '';
  return made;
}

function time(text) {
  return text ? new Date(text).toLocaleString() : '';
}

function fill(id, rows) {
  element(id).replaceChildren(...rows);
}

function state(replica) {
  if (replica.IsDraining) {
    return make('td', 'draining', 'busy');
  }
  return replica.IsReady ? make('td', 'ready', 'good') : make('td', replica.Problem ?? 'not ready', 'bad');
}

function streams(transcoding) {
  return transcoding ? transcoding.Slots.map((kind) => `${kind.Running} of ${kind.Slots} (${kind.Kind})`).join(', ') || 'none' : 'unknown';
}

function hardware(transcoding) {
  const cell = make('td', transcoding?.Health ?? 'unknown', transcoding && (transcoding.Health === 'Healthy' ? 'good' : 'busy'));
  cell.title = transcoding?.Reason ?? '';
  return cell;
}

async function order(id, what, button) {
  button.disabled = true;
  try {
    const answer = await ask('POST', `Cluster/Replicas/${encodeURIComponent(id)}/${what}`);
    say(answer.ok ? '' : (await answer.json().catch(() => ({}))).detail ?? `The order was answered ${answer.status}.`, answer.ok ? '' : 'bad');
  } catch {
    say('No answer to the order.', 'bad');
  }
  await refresh();
}

function replicaRow(replica) {
  const row = document.createElement('tr');
  row.dataset.replica = replica.Id;
  const load = replica.Load;
  const transcoding = replica.Reports.transcoding;
  row.append(
    make('td', replica.Id),
    state(replica),
    make('td', replica.IsLeader ? 'leader' : ''),
    make('td', replica.Version),
    make('td', time(replica.StartedAt)),
    make('td', load ? `${load.LoadAverage ?? 'unknown'} on ${load.Processors}` : 'unknown'),
    make('td', load ? `${Math.round(load.MemoryBytes / 1048576)} MiB` : 'unknown'),
    make('td', load ? load.WebSockets : 'unknown'),
    make('td', streams(transcoding)),
    hardware(transcoding),
  );
  const button = make('button', replica.IsDraining ? 'Serve again' : 'Drain');
  button.type = 'button';
  button.addEventListener('click', () => order(replica.Id, replica.IsDraining ? 'Undrain' : 'Drain', button));
  const cell = document.createElement('td');
  cell.append(button);
  row.append(cell);
  return row;
}

function taskRow(task) {
  const row = document.createElement('tr');
  const kind = { Completed: 'good', Failed: 'bad', Interrupted: 'busy', Cancelled: 'busy' }[task.LastStatus];
  const last = make('td', task.LastStatus ?? 'never', kind);
  last.title = task.LastError ?? '';
  row.append(
    make('td', task.Name),
    make('td', task.Progress == null ? task.Activity : `${task.Activity} ${Math.round(task.Progress)} %`),
    last,
    make('td', task.LastReplicaId ?? ''),
    make('td', time(task.LastStartedAt)),
    make('td', task.LastFencingToken ?? ''),
  );
  return row;
}

function pairs(entries) {
  return entries.flatMap(([name, text, kind]) => [make('dt', name), make('dd', text, kind)]);
}

function dependency(name, found) {
  switch (found.State) {
    case 'Ok': return [name, `answers (${found.Milliseconds} ms)`, 'good'];
    case 'NotConfigured': return [name, 'not configured'];
    default: return [name, 'does not answer', 'bad'];
  }
}

function draw(cluster) {
  fill('replicas', cluster.Replicas.map(replicaRow));
  const leader = cluster.Leader;
  fill('shared', pairs([
    ['Leader', leader ? `${leader.ReplicaId}, fencing token ${leader.FencingToken ?? 'unknown'}` : 'none', leader ? 'good' : 'bad'],
    dependency('PostgreSQL', cluster.PostgreSql),
    dependency('Redis', cluster.Redis),
    ['Answered by', cluster.AnsweredBy],
  ]));
  fill('tasks', (cluster.Tasks ?? []).map(taskRow));
  fill('flags', pairs(Object.entries(cluster.HighAvailability).map(([name, value]) => [name, String(value ?? 'default')])));
}

async function refresh() {
  clearTimeout(timer);
  try {
    const answer = await ask('GET', 'cluster.json');
    if (answer.status === 401 || answer.status === 403) {
      forget(answer.status === 403 ? 'This page is for administrators.' : 'Please log in again.');
      return;
    }
    if (answer.ok) {
      draw(await answer.json());
      show(true);
      if (element('message').dataset.from === 'refresh') {
        say('');
      }
      element('message').dataset.from = '';
    } else {
      say(`The server answered ${answer.status}.`, 'bad');
      element('message').dataset.from = 'refresh';
    }
  } catch {
    say('The server does not answer.', 'bad');
    element('message').dataset.from = 'refresh';
  }
  timer = setTimeout(refresh, interval);
}

element('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await ask('POST', 'Users/AuthenticateByName', { Username: element('name').value, Pw: element('password').value }).catch(() => null);
  element('password').value = '';
  if (!answer?.ok) {
    say(answer?.status === 401 ? 'Wrong user name or password.' : 'The log-in was not answered.', 'bad');
    return;
  }
  sessionStorage.setItem(tokenKey, (await answer.json()).AccessToken);
  say('');
  await refresh();
});

element('logout').addEventListener('click', async () => {
  await ask('POST', 'Sessions/Logout').catch(() => null);
  forget('');
});

if (token()) {
  refresh();
} else {
  show(false);
}

// The cluster that `run` has started, as its operator sees and steers it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { send } from './shared.mjs';

/** One of the scripts in deployment/local. Returns what it says. */
export async function local(script, ...words) {
  const run = promisify(execFile)(`${process.env.JELLYFIN_LOCAL}/${script}`, [...words, '--data', process.env.JELLYFIN_CLUSTER], { timeout: 120_000 });
  return (await run).stdout;
}

/** The id of a replica for each stream that it makes. */
export async function makers(token) {
  const { Replicas: replicas } = await send('GET', '/cluster.json', undefined, token);
  return replicas.flatMap(({ Id, Reports }) => Array(Reports.transcoding?.Slots.reduce((sum, { Running }) => sum + Running, 0) ?? 0).fill(Id));
}

/** Each replica sees that all are ready and say what they transcode, and that Redis and PostgreSQL answer, and HAProxy sends requests to each. */
export async function isWhole({ replicas, haproxy }, token) {
  const views = await Promise.all(replicas.map(({ url }) => send('GET', `${url}/cluster.json`, undefined, token).catch(() => null)));
  const table = await (await fetch(`${haproxy.statsUrl};csv`)).text();
  const [names, ...rows] = table.split('\n').map((line) => line.split(','));
  const up = rows.filter((row) => row[0] === 'replicas' && row[1] !== 'BACKEND' && row[names.indexOf('status')] === 'UP');
  return up.length === replicas.length && views.every((view) =>
    view?.Redis.State === 'Ok' && view.PostgreSql.State === 'Ok' && view.Replicas.filter((replica) => replica.IsReady && !replica.IsDraining && replica.Reports.transcoding).length === replicas.length);
}

/** Each replica knows what it can make, and says so: before that, streams are placed by what it assumes. */
export async function haveMeasured({ replicas }, token) {
  const { Replicas: known } = await send('GET', '/cluster.json', undefined, token);
  return known.filter(({ Reports: { transcoding } }) => transcoding?.Slots.some(({ Measured }) => Measured)).length === replicas.length;
}

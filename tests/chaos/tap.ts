// Loaded into a worker and into the processes that it starts, before anything else (`--import`). It names each commit
// point and external call that the process reaches: every statement to the database, every file that is put in its
// place, every message between processes. CHAOS_POINTS is a file that gets the names. CHAOS_KILL names one point, and
// whether the process dies just before or just after it; CHAOS_KILLED is a file that says that it has died, so that it
// dies once.
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname } from 'node:path';
import pg from 'pg';

const { CHAOS_POINTS, CHAOS_KILL, CHAOS_KILLED } = process.env;
const script = process.argv[1] ?? '';
/** "worker", "child", "measureProcess": which process it is that reaches a point. */
const self = basename(script, '.ts') === 'main' ? basename(dirname(script)) : basename(script, '.ts');
const known = new Set<string>();

function reached(what: string, side: 'before' | 'after'): void {
  const point = `${side} ${self}: ${what}`;
  if (CHAOS_POINTS && !known.has(point)) {
    known.add(point);
    fs.appendFileSync(CHAOS_POINTS, `${point}\n`);
  }
  if (point !== CHAOS_KILL || !CHAOS_KILLED) return;
  try {
    fs.writeFileSync(CHAOS_KILLED, String(process.pid), { flag: 'wx' });
  } catch {
    return;
  }
  process.kill(process.pid, 'SIGKILL');
}

// The database: a statement by its verb and its table, the end of a transaction by what it wrote last.
const statementOf = (text: string): string => {
  const [, verb = text.slice(0, 20)] = /^\s*(?:WITH\b.*?\)\s*)?(\w+)/is.exec(text) ?? [];
  const [, table] = /\b(?:FROM|INTO|UPDATE)\s+(?:ONLY\s+)?((?:"?\w+"?\.)?"?\w+"?)/i.exec(text) ?? [];
  return [verb.toUpperCase(), table?.replaceAll('"', '').replace(/^public\./, '')].filter(Boolean).join(' ');
};
type Statement = string | { text?: string } | undefined;
const lastWritten = new WeakMap<object, string>();
// biome-ignore lint/suspicious/noExplicitAny: the driver takes a text or an object, and a callback or none.
const query: (...given: any[]) => any = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: object, statement: Statement, ...rest: unknown[]) {
  const text = typeof statement === 'string' ? statement : (statement?.text ?? '');
  let name = statementOf(text);
  if (/^(INSERT|UPDATE|DELETE)/.test(name)) lastWritten.set(this, name);
  if (name === 'COMMIT') name = `COMMIT of ${lastWritten.get(this) ?? 'a reading'}`;
  reached(name, 'before');
  const callback = rest.at(-1);
  if (typeof callback === 'function')
    rest[rest.length - 1] = (...answer: unknown[]) => {
      reached(name, 'after');
      callback(...answer);
    };
  const result = query.call(this, statement, ...rest);
  return typeof result?.then === 'function'
    ? result.then((answer: unknown) => {
        reached(name, 'after');
        return answer;
      })
    : result;
} as typeof pg.Client.prototype.query;

// Files: the folder below the worker's directory into which one is put, without what differs from file to file.
const root = process.env.DATA_DIR ?? '';
const folderOf = (path: unknown): string => {
  const [first = '', second = ''] = String(path).slice(root.length).replace(/^\//, '').split('/');
  return first === 'cache' ? `cache/${second.replace(/[0-9a-f]{8,}.*/, '…')}` : first;
};
const isOurs = (path: unknown) => root !== '' && String(path).startsWith(root);
for (const name of ['rename', 'link', 'unlink', 'rm'] as const) {
  // biome-ignore lint/suspicious/noExplicitAny: the calls have different arguments, which pass through.
  const original: (...given: any[]) => Promise<unknown> = fsPromises[name];
  Object.assign(fsPromises, {
    async [name](...given: unknown[]) {
      const path = name === 'rename' || name === 'link' ? given[1] : given[0];
      if (!isOurs(path)) return original.apply(fsPromises, given);
      const what = `${name} ${folderOf(path)}`;
      reached(what, 'before');
      const answer = await original.apply(fsPromises, given);
      reached(what, 'after');
      return answer;
    },
  });
}
syncBuiltinESMExports();

// Messages of a child: what it says, and in which phase.
if (process.send) {
  const send = process.send.bind(process) as (...given: unknown[]) => boolean;
  process.send = ((message: { type?: string; kind?: string; state?: { phase?: string } }, ...rest: unknown[]) => {
    const kind = message?.type ?? message?.kind ?? Object.keys(message ?? {})[0];
    const what = `message ${kind} ${message?.state?.phase ?? ''}`.trim();
    reached(what, 'before');
    const sent = send(message, ...rest);
    reached(what, 'after');
    return sent;
  }) as typeof process.send;
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce } from '#prisma/announce';
import { connect } from '#prisma/client';
import { root } from '../../bin/bootstrap/project.mjs';
import { type HostedDatabase, startHostedDatabase } from '../setup/hostedDatabase.ts';
import { type Host, type Network, openNetwork, whyNoHosts } from '../setup/network.ts';

// A machine that loses its power says nothing to those that are connected to it.

const reason = whyNoHosts();
if (reason) console.warn(`skipped: tests/prisma/vanishedMachine.test.ts, because ${reason}.`);

const patienceMs = 90_000;

let folder: string;
let network: Network;
let database: HostedDatabase;

beforeAll(async () => {
  if (reason) return;
  folder = await mkdtemp(join(tmpdir(), 'vanished-'));
  network = await openNetwork(['db', 'writer', 'listener']);
  database = await startHostedDatabase(host('db'), folder);
}, 120_000);
afterAll(async () => {
  await network?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test.skipIf(reason)(
  'what a machine has locked is free again half a minute after it has vanished',
  async () => {
    start('writer', 'lock');
    await untilSays('writer', 'it has the lock');
    await host('writer').powerOff();
    const other = new pg.Client({ connectionString: database.bypass.url, statement_timeout: patienceMs });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7)');
    await other.end();
  },
  patienceMs + 30_000,
);

test.skipIf(reason)(
  'progress reaches a server again after its database vanished and came back',
  async () => {
    const runId = randomUUID();
    start('listener', 'listen', runId);
    await untilSays('listener', 'it listens');
    await host('db').powerOff();
    await host('db').powerOn();
    const own = connect(database.bypass.url, { poolSize: 1 });
    let epoch = 0;
    await expect
      .poll(
        async () => {
          await announce(own, { runId, epoch: ++epoch }).catch(() => {});
          return host('listener').lines.join('\n');
        },
        { timeout: patienceMs, interval: 1000 },
      )
      .toContain('it heard of epoch');
    await own.$disconnect();
  },
  patienceMs + 30_000,
);

const host = (name: string): Host => network.hosts[name]!;

function start(name: string, ...parameters: [string, ...string[]]): void {
  const [what, ...more] = parameters;
  const program = 'tests/prisma/vanishedMachine.process.ts';
  host(name).start({ name: what, command: [process.execPath, program, what, database.url, ...more], cwd: root });
}

const untilSays = (name: string, words: string) =>
  expect.poll(() => host(name).lines.join('\n'), { timeout: patienceMs }).toContain(words);

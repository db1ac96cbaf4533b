import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FeaturePrecision } from '#contracts/provenance';
import { isPartial } from '#machine/wholeFile';
import { openFeatureStore, type WantedBlock } from '../../../../learning/features/store/featureStore.ts';
import { rows, size, wantedBlock } from './rows.ts';

function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** Opens blocks in a store, and says how many rows were computed for that and which numbers they have. */
async function open(
  directory: string,
  wanted: WantedBlock[],
  { limit = 1e9, precision = 'float32' }: { limit?: number; precision?: FeaturePrecision } = {},
) {
  const counts = { computed: 0, found: 0 };
  const store = openFeatureStore({ directory, limit, precision });
  const blocks = await store.open(wanted, size, (count, computed) => {
    counts[computed ? 'computed' : 'found'] += count;
  });
  const numbers = () =>
    blocks.map((block) => {
      const values = new Float32Array(rows * size);
      for (let row = 0; row < rows; row++) block.copyRow(row, values, row * size);
      return values;
    });
  onTestFinished(() => {
    for (const block of blocks) block.close();
  });
  return { counts, numbers, values: numbers() };
}

const computed = Float32Array.from({ length: rows * size }, (_, n) => Math.sin(n));
const all = { computed: rows, found: 0 };
const none = { computed: 0, found: rows };
const script = fileURLToPath(new URL('./rows.ts', import.meta.url));

test('what was computed once is found, bit for bit', async () => {
  const directory = emptyDirectory();
  expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: all, values: [computed] });
  expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: none, values: [computed] });
  expect((await open(directory, [wantedBlock('b')])).counts).toEqual(all);
});

describe('a file that is not the block that was written is computed again:', () => {
  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path);
    bytes[at]! ^= 1;
    writeFileSync(path, bytes);
  };
  const end = 16 + rows * size * 4;
  test.each<[string, (path: string) => void]>([
    ['a bit of a number has flipped', (path) => flip(path, 5000)],
    ['the last bit has flipped', (path) => flip(path, end - 1)],
    ['a bit of the checksum has flipped', (path) => flip(path, 12)],
    ['it is of an older version', (path) => flip(path, 4)],
    ['it was cut off', (path) => truncateSync(path, end - 4)],
    ['it is empty', (path) => truncateSync(path, 0)],
    ['something follows', (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(4)]))],
    ['it is something else', (path) => writeFileSync(path, 'features')],
  ])('%s', async (_, damage) => {
    const directory = emptyDirectory();
    await open(directory, [wantedBlock('a')]);
    const [name] = readdirSync(directory);
    expect(statSync(join(directory, name!)).size).toBe(end);
    damage(join(directory, name!));
    expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: all, values: [computed] });
    expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: none, values: [computed] });
  });

  test('the disk does not give it back', async () => {
    const directory = emptyDirectory();
    await open(directory, [wantedBlock('a')]);
    failReads('EIO', 1);
    expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: all, values: [computed] });
    expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: none, values: [computed] });
  });

  test('it has fewer rows', async () => {
    const directory = emptyDirectory();
    const short = {
      ...wantedBlock('a'),
      rows: rows - 2,
      compute: async function* () {
        yield computed.subarray(0, (rows - 2) * size);
      },
    };
    expect(
      (await openFeatureStore({ directory, limit: 1e9, precision: 'float32' }).open([short], size, () => {}))[0]!.rows,
    ).toBe(rows - 2);
    expect(await open(directory, [wantedBlock('a')])).toMatchObject({ counts: all, values: [computed] });
  });
});

test('a disk that returns nothing of what is written ends the run soon', async () => {
  failReads('EIO', Number.POSITIVE_INFINITY);
  await expect(open(emptyDirectory(), [wantedBlock('a')])).rejects.toThrow(
    'expected to read features that were just written, 3 times',
  );
});

/** So many reads of files fail as they do on a bad disk, until the test has ended. */
function failReads(code: string, times: number): void {
  const { readSync } = fs;
  const restore = () => {
    fs.readSync = readSync;
    syncBuiltinESMExports();
  };
  fs.readSync = ((...given: Parameters<typeof readSync>) => {
    if (times-- > 0) throw Object.assign(new Error(`${code}: i/o error, read`), { code });
    return readSync(...given);
  }) as typeof readSync;
  syncBuiltinESMExports();
  onTestFinished(restore);
}

test('a block whose computing fails leaves nothing behind, and the others stay', async () => {
  const directory = emptyDirectory();
  let batches = 0;
  const failing = wantedBlock('b', {
    heard: async () => {
      if (++batches === 3) throw new Error('no more');
    },
  });
  await expect(open(directory, [wantedBlock('a'), failing])).rejects.toThrow('no more');
  expect(readdirSync(directory)).toHaveLength(1);
  expect((await open(directory, [wantedBlock('a'), wantedBlock('b')])).counts).toEqual({ computed: rows, found: rows });
});

describe('16 bits', () => {
  test('take half the room and keep eleven digits of the binary fraction', async () => {
    const directory = emptyDirectory();
    const { values } = await open(directory, [wantedBlock('a')], { precision: 'float16' });
    expect(statSync(join(directory, readdirSync(directory)[0]!)).size).toBe(16 + rows * size * 2);
    for (const [n, value] of values[0]!.entries())
      expect(Math.abs(value - computed[n]!)).toBeLessThanOrEqual(2 ** -11 * Math.abs(computed[n]!) + 2 ** -24);
    expect(await open(directory, [wantedBlock('a')], { precision: 'float16' })).toMatchObject({ counts: none, values });
  });

  test('ask for no more room than they take', async () => {
    const directory = emptyDirectory();
    for (const key of ['a', 'b'])
      await open(directory, [wantedBlock(key)], { precision: 'float16', limit: 2.5 * rows * size * 2 });
    expect(readdirSync(directory)).toHaveLength(2);
  });

  test('are not used where a number is beyond them', async () => {
    const directory = emptyDirectory();
    const wanted = () => [wantedBlock('a', { factor: 1e6 })];
    const large = (await open(emptyDirectory(), wanted())).values;
    expect((await open(directory, wanted(), { precision: 'float16' })).values).toEqual(large);
    expect(await open(directory, wanted(), { precision: 'float16' })).toMatchObject({ counts: none, values: large });
    expect(readdirSync(directory)).toHaveLength(1);
  });
});

describe('where the limit is reached', () => {
  const limit = 3.5 * (16 + rows * size * 4);

  test('the least recently used block goes', async () => {
    const directory = emptyDirectory();
    for (const [age, key] of ['a', 'b', 'c'].entries()) {
      await open(directory, [wantedBlock(key)], { limit });
      const then = new Date(Date.now() - (10 - age) * 60_000);
      for (const name of readdirSync(directory).filter((name) => name.startsWith(key)))
        utimesSync(join(directory, name), then, then);
    }
    // Was written first and is used last.
    expect((await open(directory, [wantedBlock('a')], { limit })).counts).toEqual(none);
    await open(directory, [wantedBlock('d')], { limit });
    expect(
      readdirSync(directory)
        .map((name) => name[0])
        .sort(),
    ).toEqual(['a', 'c', 'd']);
  });

  test('blocks that are wanted now do not make room for each other', async () => {
    const directory = emptyDirectory();
    for (const [age, key] of ['a', 'b', 'c'].entries()) {
      await open(directory, [wantedBlock(key)], { limit });
      const then = new Date(Date.now() - (10 - age) * 60_000);
      for (const name of readdirSync(directory).filter((name) => name.startsWith(key)))
        utimesSync(join(directory, name), then, then);
    }
    // d is missing, and a was not used for longest.
    const wanted = ['d', 'a', 'b'].map((key) => wantedBlock(key));
    expect((await open(directory, wanted, { limit })).counts).toEqual({ computed: rows, found: 2 * rows });
  });

  test('what cannot be removed stays, and ends no run', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'lost+found'));
    for (const key of ['a', 'b', 'c', 'd']) await open(directory, [wantedBlock(key)], { limit });
    expect(readdirSync(directory).map((name) => name[0])).toEqual(['b', 'c', 'd', 'l']);
  });

  test('an open block can still be read', async () => {
    const directory = emptyDirectory();
    const { numbers } = await open(directory, [wantedBlock('a')], { limit });
    const then = new Date(0);
    utimesSync(join(directory, readdirSync(directory)[0]!), then, then);
    for (const key of ['b', 'c', 'd']) await open(directory, [wantedBlock(key)], { limit });
    expect(readdirSync(directory)).toHaveLength(3);
    expect(numbers()).toEqual([computed]);
  });

  test('a block that is evicted before it is open is computed again', async () => {
    const directory = emptyDirectory();
    // As another process may that makes room.
    const evict = () => {
      const name = readdirSync(directory).find((name) => !isPartial(name));
      if (name) rmSync(join(directory, name));
      else setImmediate(evict);
    };
    evict();
    const heard = vi.fn(async () => {});
    expect(await open(directory, [wantedBlock('a', { heard })])).toMatchObject({ counts: all, values: [computed] });
    expect(heard).toHaveBeenCalledTimes(6);
    expect(readdirSync(directory)).toHaveLength(1);
  });

  test('what a dead writer left behind goes, what is being written stays', async () => {
    const directory = emptyDirectory();
    for (const name of ['old.partial', 'new.partial']) writeFileSync(join(directory, name), 'half');
    utimesSync(join(directory, 'old.partial'), new Date(0), new Date(0));
    await open(directory, [wantedBlock('a')], { limit });
    expect(readdirSync(directory).filter((name) => name.endsWith('.partial'))).toEqual(['new.partial']);
  });
});

/** A process that wants three blocks, as `rows.ts` says, and what it prints. */
function startProcess(directory: string, { command = process.execPath, args = [script, directory] } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(([output, errors]) => {
    const last = output.trim().split('\n').at(-1)!;
    return { output, errors, counts: last.startsWith('{') ? (JSON.parse(last) as typeof all) : null };
  });
  return { child, ended };
}

describe('of processes that want the same block', () => {
  test('one computes, and the others wait for it', async () => {
    const directory = emptyDirectory();
    const ended = await Promise.all([0, 1, 2].map(() => startProcess(directory).ended));
    expect(ended.map(({ counts }) => counts!.computed).sort()).toEqual([0, 0, 3 * rows]);
    expect(ended.map(({ counts }) => counts!.found).sort()).toEqual([0, 3 * rows, 3 * rows]);
    expect((await open(directory, [wantedBlock('a')])).values).toEqual([computed]);
  });

  test('another takes over from one that was killed', async () => {
    const directory = emptyDirectory();
    const { child } = startProcess(directory);
    await vi.waitFor(
      () => expect(readdirSync(directory).filter((name) => name.includes('partial'))).toHaveLength(1),
      20_000,
    );
    await vi.waitFor(() => expect(readdirSync(directory).length).toBeGreaterThan(1), 20_000);
    const second = startProcess(directory);
    // It begins to wait meanwhile, for blocks that take more than a second.
    await setTimeout(700);
    child.kill('SIGKILL');
    const { counts } = await second.ended;
    expect(counts!.computed + counts!.found).toBe(3 * rows);
    expect(counts!.computed).toBeGreaterThan(0);
    expect(counts!.found).toBeGreaterThan(0);
    expect((await open(directory, [wantedBlock('a'), wantedBlock('b'), wantedBlock('c')])).values).toEqual([
      computed,
      computed,
      computed,
    ]);
  });
});

test.skipIf(process.platform === 'win32')(
  'a process that may open no more files leaves whole blocks alone',
  async () => {
    const directory = emptyDirectory();
    await open(directory, [wantedBlock('a'), wantedBlock('b'), wantedBlock('c')]);
    const blocks = readdirSync(directory);
    const line = 'ulimit -n 256 && exec "$0" "$@" 1';
    const { errors } = await startProcess(directory, {
      command: 'sh',
      args: ['-c', line, process.execPath, script, directory],
    }).ended;
    expect(errors).toContain('EMFILE');
    expect(readdirSync(directory)).toEqual(blocks);
  },
);

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

describe.runIf(canMount)('on a full disk', () => {
  function onSmallDisk(kib: number, before = 'true', after = 'true') {
    const directory = emptyDirectory();
    const line = `mount -t tmpfs -o size=${kib}k tmpfs "$1" && ${before} && "$2" "$3" "$1" && ${after}`;
    return startProcess(directory, {
      command: 'unshare',
      args: ['-rm', 'sh', '-c', line, 'sh', directory, process.execPath, script],
    }).ended;
  }

  test('other features make room', async () => {
    const { counts } = await onSmallDisk(120, 'head -c 100000 /dev/zero > "$1/other"');
    expect(counts).toEqual({ computed: 3 * rows, found: 0 });
  });

  test('no more of them go than are needed for the room', async () => {
    const fill = (name: string, bytes: number) => `head -c ${bytes} /dev/zero > "$1/${name}"`;
    // The last line that the process prints tells what it has computed.
    const list = 'ls "$1" >&2';
    const { counts, errors } = await onSmallDisk(
      200,
      `${fill('old', 60_000)} && sleep 0.1 && ${fill('newer', 90_000)}`,
      list,
    );
    expect(counts).toEqual({ computed: 3 * rows, found: 0 });
    expect(errors.trim().split('\n')).toEqual([...['a', 'b', 'c'].map((key) => key.padEnd(40, '0')), 'newer']);
  });

  test('the failure says so', async () => {
    const { counts, errors } = await onSmallDisk(60);
    expect(counts).toBeNull();
    expect(errors).toMatch(/RunFailure: Expected room for 1 MiB of features, but the worker’s disk is full/);
    expect(errors).toContain("code: 'DISK_FULL'");
  });
});

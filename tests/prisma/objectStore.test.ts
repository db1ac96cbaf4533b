import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BatchStore, ObjectMissing, openObjectStore, StoreUnusable } from '#prisma/objectStore';
import { apiKeys, startS3, type TestS3, workerKeys } from '../setup/s3.ts';

const content = Buffer.from('an image');
const folderOf = (address: string) => address.slice(0, 2);

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());
afterEach(() => {
  s3.trouble = () => undefined;
  vi.unstubAllEnvs();
});

function use(keys: Record<string, string>): void {
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
}

describe.each(['a directory', 'S3'])('in %s', (kind) => {
  let root: string;
  let store: BatchStore;
  let address: string;
  /** Puts other bytes in the place of the object's. */
  let damage: (bytes: Buffer) => void;
  beforeEach(async () => {
    use(workerKeys);
    root = mkdtempSync(join(tmpdir(), 'objects-'));
    store = openObjectStore(kind === 'S3' ? s3.objects : root);
    address = await store.put(content);
    const file =
      kind === 'S3'
        ? join(s3.directory, 'objects', 'site', folderOf(address), `${address}._S3rver_object`)
        : join(root, folderOf(address), address);
    damage = (bytes) => writeFileSync(file, bytes);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('what was put is got, whole and as a stream', async () => {
    expect(await store.get(address)).toEqual(content);
    expect(await store.size(address)).toBe(content.length);
    const { bytes, stream } = await store.stream(address);
    expect(bytes).toBe(content.length);
    expect(Buffer.concat(await stream.toArray())).toEqual(content);
  });

  test('nothing and a lot are objects too', async () => {
    for (const bytes of [Buffer.alloc(0), randomBytes(40 * 2 ** 20)]) {
      const stored = await store.put(bytes);
      expect(stored).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect((await store.get(stored)).equals(bytes)).toBe(true);
      expect(await store.size(stored)).toBe(bytes.length);
    }
  });

  test('a batch has all its objects once it has settled', async () => {
    const batch = store.batch();
    const addresses = await Promise.all(Array.from({ length: 50 }, (_, n) => batch.put(Buffer.from(`image ${n}`))));
    await batch.settle();
    for (const [n, each] of addresses.entries()) expect(String(await store.get(each))).toBe(`image ${n}`);
  });

  test('each bit that has flipped is noticed, and putting the right bytes again heals the object', async () => {
    for (let bit = 0; bit < content.length * 8; bit++) {
      const damaged = Buffer.from(content);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      damage(damaged);
      await expect(store.get(address), `bit ${bit}`).rejects.toThrow(ObjectMissing);
    }
    await expect(store.get(address)).rejects.toThrow(/^no object .* in .*: the bytes of that \w+ are others$/);
    expect(await store.put(content)).toBe(address);
    expect(await store.get(address)).toEqual(content);
  });

  test('an object that was cut off is missing', async () => {
    damage(content.subarray(0, 3));
    await expect(store.get(address)).rejects.toThrow(ObjectMissing);
  });

  test('an object that was removed is missing, and may be removed again', async () => {
    await store.remove(address);
    await store.remove(address);
    await expect(store.get(address)).rejects.toThrow(ObjectMissing);
    await expect(store.stream(address)).rejects.toThrow(ObjectMissing);
    expect(await store.size(address)).toBe(0);
  });
});

describe('a directory', () => {
  test('has each object once, and does not write one again that is whole', async () => {
    const root = mkdtempSync(join(tmpdir(), 'objects-'));
    const store = openObjectStore(root);
    const address = await store.put(content);
    const path = join(root, folderOf(address), address);
    const { ino } = statSync(path);
    await store.put(content);
    expect(statSync(path).ino).toBe(ino);
    expect(readdirSync(dirname(path))).toEqual([address]);
    rmSync(root, { recursive: true });
  });

  test.runIf(process.platform !== 'win32')('is for the account that has it alone', async () => {
    const root = mkdtempSync(join(tmpdir(), 'objects-'));
    const address = await openObjectStore(root).put(content);
    const path = join(root, folderOf(address), address);
    expect([dirname(path), path].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o600]);
    rmSync(root, { recursive: true });
  });

  test.runIf(process.platform !== 'win32')(
    'has an object on the disk once it is put, or its batch settled',
    async () => {
      const root = mkdtempSync(join(tmpdir(), 'objects-'));
      const store = openObjectStore(root);
      const any = await open(root, 'r');
      const sync = vi.spyOn(Object.getPrototypeOf(any), 'sync');
      try {
        await any.close();
        await store.put(content);
        // The file, and its name in the folder.
        expect(sync).toHaveBeenCalledTimes(2);
        const batch = store.batch();
        const addresses = await Promise.all(['a', 'b', 'c'].map((text) => batch.put(Buffer.from(text))));
        expect(sync).toHaveBeenCalledTimes(2);
        await batch.settle();
        expect(sync).toHaveBeenCalledTimes(2 + addresses.length + new Set(addresses.map(folderOf)).size);
      } finally {
        sync.mockRestore();
        rmSync(root, { recursive: true });
      }
    },
  );
});

describe('S3', () => {
  beforeEach(() => {
    use(workerKeys);
    s3.requests.length = 0;
  });

  test('gets large objects in parts, and sends a part again that was lost', async () => {
    const bytes = randomBytes(40 * 2 ** 20);
    let lost = 0;
    s3.trouble = ({ query }) =>
      query.get('partNumber') === '2' && lost++ === 0 ? { status: 503, code: 'SlowDown' } : undefined;
    const store = openObjectStore(s3.objects);
    expect((await store.get(await store.put(bytes))).equals(bytes)).toBe(true);
    const parts = s3.requests.map(({ query }) => query.get('partNumber')).filter((part) => part !== null);
    expect(parts.sort()).toEqual(['1', '2', '2', '3']);
  });

  test('is asked again where an answer was cut off', async () => {
    const bytes = randomBytes(2 ** 20);
    const store = openObjectStore(s3.objects);
    const address = await store.put(bytes);
    let cuts = 0;
    s3.trouble = ({ method }) => (method === 'GET' && cuts++ < 2 ? 'cut' : undefined);
    expect((await store.get(address)).equals(bytes)).toBe(true);
    expect(cuts).toBe(3);
    s3.trouble = ({ method }) => (method === 'GET' ? 'cut' : undefined);
    await expect(store.get(address)).rejects.toMatchObject({ code: 'STORE_OUT_OF_REACH' });
    const { stream } = await store.stream(address);
    await expect(stream.toArray()).rejects.toThrow(StoreUnusable);
  });

  test('says what is wrong, and no secret', async () => {
    const store = openObjectStore(s3.objects);
    const address = await store.put(content);
    for (const [status, code, named] of [
      [403, 'AccessDenied', 'STORE_NO_RIGHTS'],
      [403, 'SignatureDoesNotMatch', 'STORE_NO_RIGHTS'],
      [404, 'NoSuchBucket', 'STORE_NO_BUCKET'],
      [507, 'XMinioStorageFull', 'STORE_FULL'],
      [403, 'QuotaExceeded', 'STORE_FULL'],
      [403, 'RequestTimeTooSkewed', 'STORE_CLOCK'],
      [500, 'InternalError', 'STORE_OUT_OF_REACH'],
    ] as const) {
      s3.trouble = () => ({ status, code });
      for (const work of [() => store.put(content), () => store.get(address), () => store.remove(address)]) {
        const error = await work().then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error, code).toBeInstanceOf(StoreUnusable);
        expect(error).toMatchObject({ code: named });
        expect((error as Error).message).toContain('s3://objects/site');
        expect(JSON.stringify([error, (error as Error).stack])).not.toMatch(/secret|Signature=|KEYOF/);
      }
    }
  });

  test('that nobody answers for is out of reach', async () => {
    const store = openObjectStore('s3://objects?endpoint=http://127.0.0.1:9');
    await expect(store.get('0'.repeat(64))).rejects.toMatchObject({ code: 'STORE_OUT_OF_REACH' });
  });

  /** The stores as a process opens them that has these keys. */
  async function storesWith(keys: Record<string, string>) {
    use(keys);
    // The library reads its keys once.
    vi.resetModules();
    return import('#prisma/objectStore');
  }

  test('lets the API put into the sealed bucket and read nothing of it', async () => {
    const api = await storesWith(apiKeys);
    const [objects, sealed] = [api.openObjectStore(s3.objects), api.openSealedStore(s3.sealed)];
    expect(await objects.get(await objects.put(content))).toEqual(content);
    const address = await sealed.put(content);
    const large = await sealed.put(randomBytes(20 * 2 ** 20));
    for (const work of [
      () => sealed.get(address),
      () => sealed.get(large),
      () => sealed.stream(address),
      () => sealed.size(address),
      () => sealed.remove(address),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'STORE_NO_RIGHTS' });

    const worker = await storesWith(workerKeys);
    expect(await worker.openSealedStore(s3.sealed).get(address)).toEqual(content);
  });

  test('has keys of its own for the sealed bucket', async () => {
    const both = await storesWith({ ...workerKeys, AWS_ACCESS_KEY_ID: apiKeys.AWS_ACCESS_KEY_ID });
    const address = await both.openSealedStore(s3.sealed).put(content);
    expect(await both.openSealedStore(s3.sealed).get(address)).toEqual(content);
    await expect(both.openObjectStore(s3.sealed).get(address)).rejects.toMatchObject({ code: 'STORE_NO_RIGHTS' });
  });
});

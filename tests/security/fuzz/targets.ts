import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseGraphql } from 'graphql';
import { WebSocket } from 'ws';
import { FolderInvalid } from '#contracts/imageFolders';
import { defaultImportLimits } from '#contracts/importLimits';
import { parseRecipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { parseYaml } from '#contracts/yaml';
import { convertWeightsFile, examine, openArchive } from '#learning';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportModel } from '../../../learning/export/exportModel.ts';
import { trainedNetwork } from '../../learning/export/trainedNetwork.ts';
import { clientOf } from '../../setup/api.ts';
import { openClassroom } from '../../setup/classroom.ts';
import { startTestServer } from '../../setup/server.ts';
import { datasetFiles, zip } from '../../setup/upload.ts';

/** Something that reads what strangers send. */
export interface Target {
  /** Whole inputs, which are changed by chance. */
  corpus: Uint8Array[];
  /** Reads an input. Answers whether it was taken; throws where the program did what it must not do. */
  read(input: Buffer): Promise<boolean>;
  close?(): Promise<void>;
}

/** `folder` is for files; each process has one of its own. */
export const targets: Record<string, (folder: string) => Promise<Target>> = {
  async images() {
    const golden = JSON.parse(await readFile(new URL('../../keras/golden/imageFiles.json', import.meta.url), 'utf8'));
    return {
      corpus: golden.map(({ file }: { file: string }) => Buffer.from(file, 'base64')),
      async read(input) {
        const { fault } = await examine(input, 1_000_000);
        if (fault !== undefined && (fault.length > 500 || fault.includes('\n')))
          throw new Error(`expected one line, received ${fault}`);
        return fault === undefined;
      },
    };
  },

  async zips(folder) {
    const [files, others] = [await datasetFiles(), await datasetFiles(['강아지', 'constructor'])];
    const limits = { ...defaultImportLimits, unpackedBytes: 1e6, fileBytes: 1e5, entries: 100 };
    return {
      corpus: [await zip(files), await zip(others), await zip({ './a/b.png': 'x', 'labels.csv': 'a,b' })],
      async read(input) {
        const path = join(folder, 'fuzz.zip');
        await writeFile(path, input);
        return unless(FolderInvalid, async () => {
          const listing = await openArchive(path, limits);
          try {
            for (const file of listing.files) await listing.read(file.path);
          } finally {
            listing.close();
          }
        });
      },
    };
  },

  h5: (folder) => weightFiles(folder, 'h5'),
  keras: (folder) => weightFiles(folder, 'keras'),

  async yaml() {
    const names = ['cats-and-dogs-vgg19', 'mobilenetv2-frozen', 'cnn'];
    return {
      corpus: await Promise.all(
        names.map((name) => readFile(new URL(`../../../recipes/${name}.yaml`, import.meta.url))),
      ),
      async read(input) {
        const document = parseYaml(input.toString('utf8'));
        if (document.errors.length > 0) return false;
        return parseRecipe(document.toJS()).issues === undefined;
      },
    };
  },

  async graphql() {
    const { server, person } = await classroom();
    const text = await readFile(new URL('../../../bin/api/operations.graphql', import.meta.url), 'utf8');
    const operations = parseGraphql(text).definitions.map(({ loc }) => text.slice(loc!.start, loc!.end));
    const bodies = operations.map((query) => JSON.stringify({ query, variables: { id: 'x', input: {} } }));
    return {
      corpus: [...bodies, '{"query":"{ me { name } }"}', '[{"query":"{ __schema { types { name } } }"}]'].map((body) =>
        Buffer.from(body),
      ),
      async read(input) {
        const response = await person.fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: new Uint8Array(input),
        });
        const answer = await response.text();
        if (response.status >= 500 || answer.includes('INTERNAL_SERVER_ERROR'))
          throw new Error(`${response.status} ${answer.slice(0, 300)}`);
        return response.ok;
      },
      close: () => server.stop(),
    };
  },

  async sockets() {
    const { server, person } = await classroom();
    const url = `${server.url.replace(/^http/, 'ws').replace(/\/?$/, '/graphql')}`;
    const frames = [
      { type: 'connection_init', payload: {} },
      { type: 'subscribe', id: '1', payload: { query: 'subscription { notices { id } }' } },
      { type: 'subscribe', id: '1', payload: { query: '{ me { name } }', variables: { a: [1, { b: null }] } } },
      { type: 'complete', id: '1' },
      { type: 'ping' },
    ];
    return {
      corpus: frames.map((frame) => Buffer.from(JSON.stringify(frame))),
      async read(input) {
        const socket = new WebSocket(url, ['graphql-transport-ws'], { headers: person.headers });
        const closed = new Promise<number>((resolve) => socket.once('close', resolve));
        socket.on('error', () => {});
        await new Promise((resolve) => socket.once('open', resolve).once('close', resolve));
        if (input.length % 2 === 0) socket.send(JSON.stringify(frames[0]));
        socket.send(input, { binary: input.length % 5 === 0 });
        // The server answers pings, so it has read what came before.
        const isAlive = await Promise.race([
          new Promise<boolean>((resolve) => socket.once('pong', () => resolve(true)).ping()),
          closed.then(() => false),
        ]);
        socket.close();
        const code = await closed;
        if (code === 1011 || code === 4500) throw new Error(`expected a reason, received code ${code}`);
        return isAlive;
      },
      close: () => server.stop(),
    };
  },
};

async function weightFiles(folder: string, format: 'h5' | 'keras'): Promise<Target> {
  await startEngine('wasm');
  const path = join(folder, `whole.${format}`);
  await exportModel(trainedNetwork({ backbone: 'CNN', inputSize: 46 }, 2), format, path);
  const whole = await readFile(path);
  return {
    corpus: [whole],
    async read(input) {
      const file = join(folder, `fuzz.${format}`);
      await writeFile(file, input);
      return unless(RunFailure, async () => {
        await convertWeightsFile(file, { backbone: 'CNN', inputSize: 46, cacheDirectory: folder });
      });
    },
  };
}

/** Whether something succeeds. What it throws must be of the kind that says what is wrong, and fit on a screen. */
async function unless(kind: new (...given: never[]) => Error, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof kind)) throw error;
    if (error.message.length > 2000) throw new Error(`expected a short reason, received ${error.message}`);
    return false;
  }
}

async function classroom() {
  const server = await startTestServer();
  const { instructor } = await openClassroom(server);
  return { server, person: clientOf(server.url, instructor.headers) };
}

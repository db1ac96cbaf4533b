import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

/** One request that reached the server. */
interface S3Request {
  key: string;
  method: string;
  bucket: string;
  /** Within its bucket; empty for the bucket itself. */
  path: string;
  query: URLSearchParams;
}

/** An answer that a server gives instead of doing what it is asked for; `cut` breaks off what it sends. */
type S3Trouble = { status: number; code: string } | 'cut';

export interface TestS3 {
  /** Locations for OBJECT_STORE and SEALED_STORE. */
  objects: string;
  sealed: string;
  endpoint: string;
  /** Where the server keeps the files of a bucket. */
  directory: string;
  requests: S3Request[];
  /** Decides what goes wrong with a request; nothing where it answers nothing. */
  trouble: (request: S3Request) => S3Trouble | undefined;
  close(): Promise<void>;
}

interface S3Choices {
  /** Where it listens; at a free port of this machine when left out. */
  host?: string;
  port?: number;
  /** Where it keeps its files; in a folder that goes with it when left out. */
  directory?: string;
}

/** The access keys that the server knows. Their secrets are `secretOf(key)`. */
const apiKey = 'KEYOFTHEAPI';
const workerKey = 'KEYOFWORKERS';
const secretOf = (key: string) => `the secret of ${key}`;

/** The environment of a worker: the API's key for what both may read, and the workers' own for the sealed bucket. */
export const workerKeys = {
  AWS_ACCESS_KEY_ID: workerKey,
  AWS_SECRET_ACCESS_KEY: secretOf(workerKey),
  SEALED_STORE_ACCESS_KEY_ID: workerKey,
  SEALED_STORE_SECRET_ACCESS_KEY: secretOf(workerKey),
};
export const apiKeys = {
  AWS_ACCESS_KEY_ID: apiKey,
  AWS_SECRET_ACCESS_KEY: secretOf(apiKey),
  SEALED_STORE_ACCESS_KEY_ID: '',
  SEALED_STORE_SECRET_ACCESS_KEY: '',
};

const [objectBucket, sealedBucket] = ['objects', 'sealed'];

/** Locations for OBJECT_STORE and SEALED_STORE in the buckets of such a server. */
export function storesAt(endpoint: string): { objects: string; sealed: string } {
  const at = (bucket: string) => `s3://${bucket}/site?endpoint=${endpoint}`;
  return { objects: at(objectBucket!), sealed: at(sealedBucket!) };
}

/**
 * An S3 server with two buckets. s3rver keeps the files and asks nobody for rights, so that a proxy stands before it
 * and enforces them: workers may do everything, the API everything in one bucket, and in the sealed one only put.
 */
export async function startS3({ host = '127.0.0.1', port = 0, ...kept }: S3Choices = {}): Promise<TestS3> {
  const directory = kept.directory ?? (await mkdtemp(join(tmpdir(), 's3-')));
  const files = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: objectBucket! }, { name: sealedBucket! }],
  });
  const { port: filesPort } = await files.run();
  const proxy = createServer((incoming, response) => {
    const asked = read(incoming);
    s3.requests.push(asked);
    const trouble = s3.trouble(asked) ?? refusal(asked);
    if (typeof trouble === 'object') return refuse(incoming, response, trouble);
    const headers = { ...incoming.headers };
    headers.authorization = headers.authorization!.replace(/Credential=[^/]+/, 'Credential=S3RVER');
    const { method, url: path } = incoming;
    const forwarded = request({ port: filesPort, host: '127.0.0.1', method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      if (trouble === undefined) return answer.pipe(response);
      // Half of what was promised, then the end of the connection.
      const half = Math.floor(Number(answer.headers['content-length']) / 2);
      answer.once('data', (chunk: Buffer) => {
        response.write(chunk.subarray(0, half), () => response.destroy());
        answer.destroy();
      });
    });
    forwarded.on('error', () => response.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(port, host, resolve));
  const endpoint = `http://${host}:${(proxy.address() as AddressInfo).port}`;
  const s3: TestS3 = {
    ...storesAt(endpoint),
    endpoint,
    directory,
    requests: [],
    trouble: () => undefined,
    async close() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await files.close();
      if (kept.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
  return s3;
}

function read({ headers, method, url }: IncomingMessage): S3Request {
  const { pathname, searchParams } = new URL(url!, 'http://localhost');
  const [, bucket = '', ...path] = pathname.split('/');
  const key = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  return { key, method: method!, bucket, path: path.join('/'), query: searchParams };
}

function refusal({ key, method, bucket, query }: S3Request): S3Trouble | undefined {
  if (key === workerKey) return undefined;
  if (key !== apiKey) return { status: 403, code: 'InvalidAccessKeyId' };
  const puts = method === 'PUT' || query.has('uploads') || query.has('uploadId');
  return bucket === objectBucket || puts ? undefined : { status: 403, code: 'AccessDenied' };
}

function refuse(incoming: IncomingMessage, response: ServerResponse, trouble: { status: number; code: string }): void {
  incoming.resume().once('end', () => {
    response.writeHead(trouble.status, { 'content-type': 'application/xml' });
    response.end(
      incoming.method === 'HEAD' ? undefined : `<Error><Code>${trouble.code}</Code><Message>no</Message></Error>`,
    );
  });
}

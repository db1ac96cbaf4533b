import { parseArgs } from 'node:util';
import { startS3 } from './s3.ts';

// An S3 server as a process of its own, which keeps its files when it ends.

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, directory: { type: 'string' } },
});
const { host, port, directory } = values;
if (!host || !port || !directory) throw new Error('expected --host, --port and --directory');
await startS3({ host, port: Number(port), directory });

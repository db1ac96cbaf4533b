import { serveWorker } from './serveWorker.ts';

/** A worker process: `node worker/main.ts`. It serves until it is told to stop. */
await serveWorker();

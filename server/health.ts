import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import type { PartState, SystemHealth } from '#contracts/health';
import type { Services } from './graphql/context.ts';
import { isAnyAlive } from './workers/worker.service.ts';

/** A database that has not answered by then counts as down. */
const patienceMs = 3000;

/**
 * `GET /health/live` answers 200 while this process answers. `GET /health/ready` says which part is missing: 200 with
 * `ready`, or with `degraded` when pages answer and runs wait; 503 with `unavailable` without the database.
 */
export function serveHealth(app: Express, services: Services): void {
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', async (_request, response) => {
    const health = await readHealth(services);
    response
      .set('cache-control', 'no-store')
      .status(health.status === 'unavailable' ? 503 : 200)
      .json(health);
  });
}

async function readHealth({ database, log }: Services): Promise<SystemHealth> {
  const worker = await Promise.race([
    isAnyAlive({ database }).catch((error: unknown) => {
      log.warn({ err: error }, 'not ready: the database does not answer');
      return undefined;
    }),
    sleep(patienceMs, undefined, { ref: false }),
  ]);
  const up = (isUp: boolean): PartState => (isUp ? 'up' : 'down');
  if (worker === undefined) return { status: 'unavailable', parts: { api: 'up', database: 'down', worker: 'unknown' } };
  return { status: worker ? 'ready' : 'degraded', parts: { api: 'up', database: 'up', worker: up(worker) } };
}

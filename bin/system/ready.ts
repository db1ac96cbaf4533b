import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#prisma/client';

/**
 * Asks again and again until the answer is yes.
 * @param what named in the error after `timeoutMs`
 * @param check called between two questions; what it throws ends the waiting
 */
export async function untilTrue(
  what: string,
  ask: () => Promise<boolean>,
  options: { timeoutMs: number; check(): void },
): Promise<void> {
  const end = Date.now() + options.timeoutMs;
  while (!(await ask())) {
    options.check();
    if (Date.now() > end) throw new Error(`${what} did not answer within ${options.timeoutMs / 1000} s.`);
    await sleep(150);
  }
}

/** Whether GraphQL answers at this origin. */
export async function answersGraphql(origin: string): Promise<boolean> {
  return isOk(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
}

/** Whether the site and all that it needs for its pages are ready. */
export async function answersHealth(origin: string): Promise<boolean> {
  return isOk(`${origin}/health/ready`, {});
}

/** Whether the site shows its first page. */
export async function answersPage(origin: string): Promise<boolean> {
  return isOk(origin, {});
}

/** Whether a worker that started after `since` has signed on. */
export async function hasWorker(database: Database, since: Date): Promise<boolean> {
  return (await database.worker.count({ where: { startedAt: { gte: since }, stoppedAt: null } })) > 0;
}

async function isOk(url: string, request: RequestInit): Promise<boolean> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(20_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

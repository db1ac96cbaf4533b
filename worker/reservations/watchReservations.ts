import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#prisma/client';
import { serveReservation } from './slots.ts';

/** How often the queue is put in order while a course has reserved workers, and how often we look whether one has. */
const servingMs = 1000;
const lookingMs = 5000;

/** Keeps the queue as reservations want it. Any number of workers may do it. Returns a function that ends this. */
export function watchReservations(database: Database, onError: (error: unknown) => void): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const turns = (async () => {
    while (!signal.aborted) {
      const isServing = await serveReservation(database).catch((error: unknown) => {
        onError(error);
        return false;
      });
      await sleep(isServing ? servingMs : lookingMs, undefined, { signal }).catch(() => {});
    }
  })();
  return async () => {
    stopping.abort();
    await turns;
  };
}

import type { ImportProgress } from '#contracts/datasetImport';
import type { Database } from '#prisma/client';
import { type ImportClaim, saveProgress } from './importRow.ts';

/** Says how far an import is. */
export interface ImportPhases {
  /** `known`: how many of the total were done before. Throws ImportLost. */
  begin(phase: ImportProgress['phase'], total: number, known?: number): Promise<void>;
  /** Throws what the last write threw: ImportLost, when nobody waits for the rest of the work. */
  advance(by: number): void;
  /** Waits for the last write. */
  end(): Promise<void>;
}

const everyMs = 500;

/** Writes the progress of an import to its row twice a second. */
export function importPhasesOf(database: Database, claim: ImportClaim): ImportPhases {
  let state: ImportProgress | undefined;
  let began = { at: 0, done: 0 };
  let writing: Promise<void> = Promise.resolve();
  let failure: Error | undefined;
  const timer = setInterval(() => {
    if (!state) return;
    const { done, total } = state;
    const seconds = (performance.now() - began.at) / 1000;
    const measured = done - began.done;
    const etaSeconds = measured > 0 && seconds > 1 ? (seconds / measured) * (total - done) : null;
    const progress = { ...state, etaSeconds };
    writing = writing
      .then(() => saveProgress(database, claim, progress))
      .catch((error: Error) => {
        failure = error;
      });
  }, everyMs);
  timer.unref();
  return {
    async begin(phase, total, known = 0) {
      state = undefined;
      await writing;
      if (failure) throw failure;
      const next = { phase, done: known, total, etaSeconds: null };
      began = { at: performance.now(), done: known };
      await saveProgress(database, claim, next);
      state = next;
    },
    advance(by) {
      if (failure) throw failure;
      if (state) state.done += by;
    },
    async end() {
      clearInterval(timer);
      state = undefined;
      await writing;
    },
  };
}

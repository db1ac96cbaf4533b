export interface Interruption {
  /** Aborted at Ctrl-C, SIGTERM or `fail`; its reason is the error. */
  signal: AbortSignal;
  /** Resolves when the signal is aborted: with the error that `fail` was told, or with nothing. */
  promise: Promise<Error | undefined>;
  fail(error: Error): void;
  /** What `work` answers; throws as soon as the signal is aborted. */
  unlessInterrupted<T>(work: Promise<T>): Promise<T>;
}

/** Thrown where work was cut off by Ctrl-C or SIGTERM. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted.');
  }
}

/** The first signal asks for an orderly end; one that comes after this long ends the process at once. */
const patienceMs = 3_000;

/** Listens for the end of a long-running command from now on. */
export function untilInterrupted(): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  let since: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      since ??= Date.now();
      if (Date.now() - since > patienceMs) process.exit(130);
      controller.abort(new Interrupted());
    });
  const aborted = new Promise<Error>((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
  return {
    signal,
    promise: aborted.then((reason) => (reason instanceof Interrupted ? undefined : reason)),
    fail: (error) => controller.abort(error),
    unlessInterrupted: (work) => Promise.race([work, aborted.then((reason) => Promise.reject(reason))]),
  };
}

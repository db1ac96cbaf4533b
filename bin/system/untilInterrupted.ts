export interface Interruption {
  /** Resolves at Ctrl-C or SIGTERM with nothing, or with the error that `fail` was told. */
  promise: Promise<Error | undefined>;
  /** Aborted at the same moment. */
  signal: AbortSignal;
  fail(error: Error): void;
}

/** The next Ctrl-C waits for an orderly end; one that comes after `patienceMs` of waiting ends the process at once. */
const patienceMs = 3_000;

/** Listens for the end of a long-running command from now on. */
export function untilInterrupted(): Interruption {
  let resolve: (error: Error | undefined) => void;
  const promise = new Promise<Error | undefined>((done) => {
    resolve = done;
  });
  const controller = new AbortController();
  let since: number | undefined;
  const end = (error?: Error) => {
    since ??= Date.now();
    resolve(error);
    controller.abort(error);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (since !== undefined && Date.now() - since > patienceMs) process.exit(130);
      end();
    });
  return { promise, signal: controller.signal, fail: end };
}

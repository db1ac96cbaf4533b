import { RunFailure } from '#contracts/runFailure';

/** What the processor or the C library sends to a process that does what it must not. Nobody outside sends these. */
const faults: readonly NodeJS.Signals[] = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];

/** The process that trained a run has ended without an answer. */
export class EngineCrash extends RunFailure {
  /** The signal by which the engine itself ended the process; undefined when it was ended otherwise. */
  readonly fault: NodeJS.Signals | undefined;

  constructor({ code, exitSignal, errorOutput }: { code: number | null; exitSignal: NodeJS.Signals | null; errorOutput: string }) {
    const how = exitSignal ?? `exit code ${code}`;
    super('ENGINE_CRASHED', `Expected the engine to finish the run, but its process ended with ${how}`, { cause: errorOutput });
    this.fault = faults.find((signal) => signal === exitSignal);
  }
}

import { RunFailure } from '#contracts/runFailure';

/** What the processor or the C library sends to a process that does what it must not. Nobody outside sends these. */
const faults: readonly NodeJS.Signals[] = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];

interface ProcessEnd {
  code: number | null;
  exitSignal: NodeJS.Signals | null;
  errorOutput: string;
  inOnnx: boolean;
}

/** The process that trained a run has ended without an answer. */
export class EngineCrash extends RunFailure {
  /** The signal by which the engine itself ended the process; undefined when it was ended otherwise. */
  readonly fault: NodeJS.Signals | undefined;
  /** Whether ONNX Runtime was at work when it ended. */
  readonly inOnnx: boolean;

  constructor({ code, exitSignal, errorOutput, inOnnx }: ProcessEnd) {
    const how = exitSignal ?? `exit code ${code}`;
    const expected = inOnnx ? 'ONNX Runtime to compute the frozen part' : 'the engine to finish the run';
    super('ENGINE_CRASHED', `Expected ${expected}, but its process ended with ${how}`, { cause: errorOutput });
    this.fault = faults.find((signal) => signal === exitSignal);
    this.inOnnx = inOnnx;
  }
}

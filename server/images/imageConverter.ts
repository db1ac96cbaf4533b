import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ApiError } from '../graphql/errors.ts';
import type { Conversion, Converted } from './conversion.ts';
import type { ConversionAnswer, ConversionTask } from './conversionProcess.ts';

/** Image files, opened in a process of their own. */
export interface ImageConverter {
  /** Throws BAD_IMAGE for what cannot be read, takes too long or ends the process. */
  convert(conversion: Conversion, bytes: Uint8Array): Promise<Converted>;
  stop(): void;
}

const programPath = fileURLToPath(new URL('conversionProcess.ts', import.meta.url));
/** Bytes of memory that its JavaScript may take; pixels lie elsewhere, and their number has a limit. */
const heapMegabytes = 512;

/**
 * One image at a time: its decoder takes all processors. The process starts with the first image.
 * @param patienceMs after which a process counts as one that hangs; it gives up earlier by itself
 */
export function openImageConverter({ patienceMs = 30_000 } = {}): ImageConverter {
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const running = () => {
    if (child?.connected) return child;
    child = fork(programPath, {
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    return child;
  };
  const ask = async (task: ConversionTask): Promise<ConversionAnswer> => {
    const process = running();
    const { promise, resolve } = Promise.withResolvers<ConversionAnswer>();
    const ended = (how: string) => resolve({ fault: `a file that ${how}` });
    const onExit = () => ended('ends the program that reads it');
    const onError = () => ended('cannot be given to the program that reads it');
    const timer = setTimeout(() => {
      process.kill('SIGKILL');
      child = undefined;
      ended('takes too long to read');
    }, patienceMs);
    process.once('message', resolve).once('exit', onExit).once('error', onError);
    process.channel?.ref();
    process.send(task, (error) => error && onError());
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      process.off('message', resolve).off('exit', onExit).off('error', onError);
      process.channel?.unref();
    }
  };

  return {
    async convert(conversion, bytes) {
      const mine = last.then(() => ask({ conversion, bytes }));
      last = mine.catch(() => {});
      const answer = await mine;
      if ('fault' in answer)
        throw new ApiError('BAD_IMAGE', `Expected an image that can be read and shown, received ${answer.fault}.`);
      return answer.converted;
    },
    stop() {
      child?.kill('SIGKILL');
    },
  };
}

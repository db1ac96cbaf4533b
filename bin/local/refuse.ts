import { RunFailure } from '#contracts/runFailure';
import { FolderInvalid } from '../../worker/data/imageFolder.ts';
import { CommandError, exitCodes } from '../commands/exitCodes.ts';

/** Runs something on this machine and ends the command where the input or the machine is not as it should be. */
export async function refusingBadInput<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FolderInvalid) throw new CommandError(exitCodes.refused, 'DATASET_INVALID', `${error.message}.`, { cause: error });
    if (!(error instanceof RunFailure)) throw error;
    const exitCode = error.code === 'NAN_LOSS' || error.code === 'OUT_OF_MEMORY' ? exitCodes.runNotSucceeded : exitCodes.refused;
    throw new CommandError(exitCode, error.code, `${error.message}.`, { cause: error });
  }
}

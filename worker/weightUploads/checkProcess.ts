import { RunFailure } from '#contracts/runFailure';
import { convertWeightsFile } from '#learning';
import { isDiskFull } from '#machine/exhausted';
import { openObjectStore } from '#prisma/objectStore';
import { failureOf } from '../child/failureOf.ts';
import { type CheckAnswer, checkTaskSchema } from './messages.ts';

/** The process that checks one file. It receives one task, answers and exits; also when its worker is gone. */
process.once('disconnect', () => process.exit(1));
process.once('message', async (message) => {
  const { file, upload, directories } = checkTaskSchema.parse(message);
  let answer: CheckAnswer;
  try {
    const bytes = await convertWeightsFile(file, { ...upload, cacheDirectory: directories.cache });
    answer = { address: await openObjectStore(directories.objects).put(bytes), bytes: bytes.length };
  } catch (error) {
    if (!(error instanceof RunFailure)) process.stderr.write(`${(error as Error).stack}\n`);
    if (isDiskFull(error)) return process.send!({ isDiskFull: true } satisfies CheckAnswer, () => process.exit());
    // The path is the server's own, and staff know none of it.
    answer = { failure: failureOf(error).message.replaceAll(file, 'the uploaded file') };
  }
  process.send!(answer, () => process.exit());
});

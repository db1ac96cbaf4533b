let unanswered = 0;
let hear: (isAtWork: boolean) => void = () => {};

/**
 * From now on `listener` hears when ONNX Runtime begins to work for this process and when it has ended: a crash in
 * between is put down to it.
 */
export function watchOnnxRuntime(listener: (isAtWork: boolean) => void): void {
  hear = listener;
}

/** Around everything that this process has ONNX Runtime do, also in other threads. */
export async function whileAtWork<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  if (unanswered++ === 0) hear(true);
  try {
    return await work();
  } finally {
    if (--unanswered === 0) hear(false);
  }
}

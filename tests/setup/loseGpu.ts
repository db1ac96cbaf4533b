import { existsSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

/**
 * Loaded before a process that trains a run on WebGPU: it takes the GPU away, once, when training has got as far as the
 * address says (`?at=<steps>&done=<file>`).
 */
const { searchParams } = new URL(import.meta.url);
const [at, done] = [Number(searchParams.get('at')), searchParams.get('done')!];
const send = process.send?.bind(process);
if (send)
  process.send = ((message: { state?: { phase: string; done: number } }, ...rest: never[]) => {
    if (message.state?.phase === 'TRAINING' && message.state.done >= at && !existsSync(done)) {
      writeFileSync(done, '');
      (tf.backend() as unknown as { device: { destroy(): void } }).device.destroy();
    }
    return send(message, ...rest);
  }) as typeof process.send;

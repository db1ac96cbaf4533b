import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ApplicationName } from '#contracts/backbones';
import { featuresSchema } from '../kerasFeatures.ts';
import { openSide } from '../side.ts';

const aboutSchema = z.object({ torch: z.string(), device: z.string() });

/** `python3`, or the interpreter that PYTHON names; null where it has no PyTorch with torchvision. */
export function findTorch(): string | null {
  const command = process.env.PYTHON || 'python3';
  return spawnSync(command, ['-c', 'import torch, torchvision']).status === 0 ? command : null;
}

/** PyTorch's images a second on its fastest device. */
export async function torchFeatures(
  command: string,
  network: ApplicationName,
  side: string,
  images: number,
): Promise<{ speeds: number[]; note: string }> {
  const script = fileURLToPath(new URL('../keras/torchFeatures.py', import.meta.url));
  const torch = await openSide(aboutSchema, { command, args: [script, network, side] });
  const speeds: number[] = [];
  // The first one compiles.
  for (let round = 0; round < 4; round++) {
    const done = await torch.ask(featuresSchema, { do: 'features', images, batch: 16 });
    if (round > 0) speeds.push(done.images / done.seconds);
  }
  await torch.close();
  return { speeds, note: `the other side is PyTorch ${torch.about.torch} on ${torch.about.device}, batches of 16` };
}

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ApplicationName } from '#contracts/backbones';
import { featuresSchema } from '../kerasFeatures.ts';
import { openSide } from '../side.ts';
import type { Lesson } from '../trainer.ts';

const aboutSchema = z.object({ torch: z.string(), device: z.string() });

/** `python3`, or the interpreter that PYTHON names; null where it has no PyTorch with torchvision. */
export function findTorch(): string | null {
  const command = process.env.PYTHON || 'python3';
  return spawnSync(command, ['-c', 'import torch, torchvision'], { timeout: 60_000 }).status === 0 ? command : null;
}

/** PyTorch's images a second on its fastest device. */
export async function torchFeatures(
  command: string,
  network: ApplicationName,
  side: string,
  images: number,
): Promise<{ speeds: number[]; note: string }> {
  const torch = await openTorch(command, 'torchFeatures.py', [network, side]);
  const speeds: number[] = [];
  // The first one compiles.
  for (let round = 0; round < 4; round++) {
    const done = await torch.ask(featuresSchema, { do: 'features', images, batch: 16 });
    if (round > 0) speeds.push(done.images / done.seconds);
  }
  await torch.close();
  return { speeds, note: `${naming(torch.about)}, batches of 16` };
}

/** PyTorch's seconds: of an epoch, the mean of `count`, or of the whole course. */
export async function torchRecipe(
  command: string,
  { recipe, data }: Lesson,
  wanted: { do: 'epoch'; count: number } | { do: 'course' },
): Promise<{ seconds: number; note: string }> {
  const torch = await openTorch(command, 'torchRecipe.py', [JSON.stringify(recipe), data]);
  const { seconds } = await torch.ask(z.object({ seconds: z.number() }), wanted);
  await torch.close();
  return { seconds, note: naming(torch.about) };
}

function openTorch(command: string, script: string, args: string[]) {
  const path = fileURLToPath(new URL(`../keras/${script}`, import.meta.url));
  return openSide(aboutSchema, { command, args: [path, ...args] });
}

function naming({ torch, device }: z.output<typeof aboutSchema>): string {
  return `the other side is PyTorch ${torch} on ${device}`;
}

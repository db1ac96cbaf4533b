import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type EngineOption, engineNames } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import type { EngineChoice } from '../../learning/engine/engine.ts';
import { type Bench, ourScript } from './bench.ts';
import { openSide } from './side.ts';

export interface Lesson {
  recipe: Recipe;
  /** A folder of images. */
  data: string;
  weightsFile?: string;
}

const aboutSchema = z.object({ engine: z.enum(engineNames) });
const trainedSchema = z.object({
  seconds: z.number(),
  epochSeconds: z.array(z.number()),
  /** Images that went through the frozen prefix, and what computed it. */
  features: z.object({ computed: z.int(), by: z.string() }),
});
export type Trained = z.infer<typeof trainedSchema>;

/** Trains as `downstream train` does, each time in a process of its own. */
export interface Trainer {
  /** What it computes on, for the table. */
  engine: string;
  /** With nothing kept from earlier runs but the choice of executor, which a machine makes once. */
  first(lesson: Lesson): Promise<Trained>;
  /** With what the last one kept. */
  second(lesson: Lesson): Promise<Trained>;
  close(): Promise<void>;
}

/**
 * `like`: a run of the kind that will be measured; a tiny one is made of it, so that the machine has chosen its
 * executor. An engine that was chosen before is started without a probe.
 */
export async function openTrainer(
  bench: Bench,
  name: string,
  engine: EngineOption | Pick<EngineChoice, 'name' | 'settings'>,
  like: Lesson,
): Promise<Trainer> {
  const [args, settings] = typeof engine === 'string' ? [[engine], {}] : [[engine.name, 'chosen'], engine.settings];
  const below = (what: string) => join(bench.folder, `${name}-${what}`);
  const chosen = below('chosen');
  const kept = below('kept');

  await mkdir(chosen);

  async function train(dataDirectory: string, lesson: Lesson): Promise<{ engine: string; trained: Trained }> {
    const side = await openSide(aboutSchema, ourScript('train.ts', args, { ...settings, DATA_DIR: dataDirectory }));
    try {
      return { engine: side.about.engine, trained: await side.ask(trainedSchema, { ...lesson }) };
    } finally {
      await side.close();
    }
  }

  const training = { ...like.recipe.training, epochs: 1 };
  const tiny = await bench.photos.folder(`${name}-tiny`, { train: 2, validation: 2, test: 2 }, 90_000);
  const about = await train(chosen, { ...like, recipe: { ...like.recipe, training }, data: tiny });
  return {
    engine: [about.engine, ...executorIn(about.trained.features.by)].join(', '),
    async first(lesson) {
      await rm(kept, { recursive: true, force: true });
      await cp(chosen, kept, { recursive: true });
      return (await train(kept, lesson)).trained;
    },
    second: async (lesson) => (await train(kept, lesson)).trained,
    close: async () => {
      for (const directory of [chosen, kept]) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** "ONNX", or "ONNX on WebGPU" where it is on a GPU; nothing where the engine computed. */
function executorIn(by: string): string[] {
  if (!by.startsWith('onnx')) return [];
  const gpu = /ONNX Runtime \S+ on (CUDA|WebGPU|DirectML|Core ML)/.exec(by)?.[1];
  return [gpu ? `ONNX on ${gpu}` : 'ONNX'];
}

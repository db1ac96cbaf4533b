import { z } from 'zod';
import { type Bench, type Case, ourScript } from '../bench.ts';
import { nativeSettings, unavailable } from '../nativeEngine.ts';
import { measurement, type Row } from '../row.ts';
import { openSide } from '../side.ts';

/** How many times quicker each kernel should be once it is repaired, by the engine. */
const kernelsOf = {
  wasm: {
    convolutionInputGradient: 2,
    maxPoolGradient: 1.5,
    transposedProduct: 4,
    normalizationGradient: 1.5,
    sumOfRows: 3,
    denseStep: 4 / 3,
  },
  native: { nativeMaxPoolGradient: 3, nativeReluGradient: 3, nativeProduct: 1.5 },
} as const;

type Engine = keyof typeof kernelsOf;
export type RepairedKernel = keyof (typeof kernelsOf)['wasm'] | keyof (typeof kernelsOf)['native'];

/** What a repair replaces, and what it puts there, each measured in the same process. */
export const kernels: Case = {
  name: 'kernels',
  about: "TensorFlow.js's slow kernels, as they come and repaired",
  async *run(bench) {
    for (const [kernel, atLeast] of Object.entries(kernelsOf.wasm))
      yield await measureKernel(bench, { engine: 'wasm', kernel, atLeast });
    const settings = await nativeSettings();
    for (const [kernel, atLeast] of Object.entries(kernelsOf.native)) {
      if (settings === null) yield unavailable({ case: `kernels/${kernel}`, unit: 'ms', atLeast });
      else yield await measureKernel(bench, { engine: 'native', kernel, atLeast, settings });
    }
  },
};

interface Measured {
  engine: Engine;
  kernel: string;
  atLeast: number;
  settings?: Record<string, string>;
}

async function measureKernel({ quick }: Bench, { engine, kernel, atLeast, settings = {} }: Measured): Promise<Row> {
  const side = await openSide(z.object({}), ourScript('kernels.ts', [engine, kernel], settings));
  const calls = quick ? 2 : 10;
  const answerSchema = z.object({ ms: z.number() });
  const before = await side.ask(answerSchema, { repaired: false, calls });
  const after = await side.ask(answerSchema, { repaired: true, calls });
  await side.close();
  const ratio = before.ms / after.ms;
  return measurement({
    case: `kernels/${kernel}`,
    engine,
    unit: 'ms',
    ours: [after.ms],
    ratio,
    target: `≥ ${Number(atLeast.toFixed(2))}× quicker`,
    reached: ratio >= atLeast,
    notes: [`${before.ms.toPrecision(3)} ms as it comes; processor time, the quickest of ${calls} calls`],
  });
}

import { z } from 'zod';
import { type Case, ourScript } from '../bench.ts';
import { measurement, median } from '../row.ts';
import { openSide } from '../side.ts';

const timesSchema = z.object({ seconds: z.number(), processorSeconds: z.number() });

/** The share of what the processor can do that VGG19's convolutions reach. */
export const peak: Case = {
  name: 'peak',
  about: "VGG19's arithmetic against a product of large matrices through the same library",
  async *run(bench) {
    const size = bench.quick ? 512 : 4096;
    const matrix = await openSide(z.object({}), ourScript('matrixProduct.ts', [String(size)]));
    const networkSide = ourScript('features.ts', ['VGG19', String(bench.quick ? 64 : 224)]);
    const network = await openSide(z.object({ multiplications: z.number() }), networkSide);
    const rates = { matrix: [] as number[], network: [] as number[] };
    const each = { matrix: [] as number[], network: [] as number[] };
    const products = 4;
    for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
      const product = await matrix.ask(timesSchema, { products });
      const inProduct = (2 * size ** 3 * products) / 1e9;
      rates.matrix.push(inProduct / product.seconds);
      each.matrix.push(inProduct / product.processorSeconds);
      const answer = await network.ask(timesSchema.extend({ images: z.int() }), { images: 12 });
      const inImages = (2 * network.about.multiplications * answer.images) / 1e9;
      rates.network.push(inImages / answer.seconds);
      each.network.push(inImages / answer.processorSeconds);
    }
    await matrix.close();
    await network.close();
    const share = median(rates.network) / median(rates.matrix);
    const facts = { case: 'peak/VGG19', engine: 'ONNX', unit: 'GFLOP/s', target: '≥ 70 % of the peak' } as const;
    const notes = [
      `the product of two ${size} × ${size} matrices: ${median(rates.matrix).toFixed(0)} GFLOP/s; the ratio is the share of it`,
      `a processor's second: ${median(each.network).toFixed(0)} GFLOP of VGG19, ${median(each.matrix).toFixed(0)} GFLOP of the product`,
    ];
    yield measurement({ ...facts, ours: rates.network, ratio: share, reached: share >= 0.7, notes });
  },
};

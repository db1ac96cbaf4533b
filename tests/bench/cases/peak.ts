import { z } from 'zod';
import { type Case, ourScript } from '../bench.ts';
import { measurement, median } from '../row.ts';
import { openSide } from '../side.ts';

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
    for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
      const products = 4;
      const product = await matrix.ask(z.object({ seconds: z.number() }), { products });
      rates.matrix.push((2 * size ** 3 * products) / product.seconds / 1e9);
      const answer = await network.ask(z.object({ seconds: z.number(), images: z.int() }), { images: 12 });
      rates.network.push((2 * network.about.multiplications * answer.images) / answer.seconds / 1e9);
    }
    await matrix.close();
    await network.close();
    const share = median(rates.network) / median(rates.matrix);
    const facts = { case: 'peak/VGG19', engine: 'ONNX', unit: 'GFLOP/s', target: '≥ 70 % of the peak' } as const;
    const notes = [
      `the product of two ${size} × ${size} matrices: ${median(rates.matrix).toFixed(0)} GFLOP/s; the ratio is the share of it`,
    ];
    yield measurement({ ...facts, ours: rates.network, ratio: share, reached: share >= 0.7, notes });
  },
};

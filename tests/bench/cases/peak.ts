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
    const openNetwork = (...options: string[]) =>
      openSide(
        z.object({ multiplications: z.number() }),
        ourScript('features.ts', ['VGG19', String(bench.quick ? 64 : 224), ...options]),
      );
    const networks = { network: await openNetwork(), plain: await openNetwork('plain') };
    const rates = { matrix: [] as number[], network: [] as number[], plain: [] as number[] };
    const each = { matrix: [] as number[], network: [] as number[], plain: [] as number[] };
    const products = 4;
    for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
      const product = await matrix.ask(timesSchema, { products });
      const inProduct = (2 * size ** 3 * products) / 1e9;
      rates.matrix.push(inProduct / product.seconds);
      each.matrix.push(inProduct / product.processorSeconds);
      for (const way of ['network', 'plain'] as const) {
        const answer = await networks[way].ask(timesSchema.extend({ images: z.int() }), { images: 12 });
        const inImages = (2 * networks[way].about.multiplications * answer.images) / 1e9;
        rates[way].push(inImages / answer.seconds);
        each[way].push(inImages / answer.processorSeconds);
      }
    }
    await Promise.all([matrix, networks.network, networks.plain].map((side) => side.close()));
    const shareOf = (way: 'network' | 'plain') => median(rates[way]) / median(rates.matrix);
    const share = shareOf('plain');
    const facts = { case: 'peak/VGG19', engine: 'ONNX', unit: 'GFLOP/s', target: '≥ 70 % of the peak' } as const;
    const processorSecond = (way: keyof typeof each) => `${median(each[way]).toFixed(0)} GFLOP`;
    const notes = [
      `the product of two ${size} × ${size} matrices: ${median(rates.matrix).toFixed(0)} GFLOP/s; ` +
        'the ratio is the share of it',
      "with Winograd's convolutions, as runs have them, which answer the same with a quarter of the multiplications: " +
        'as much as ' +
        `${median(rates.network).toFixed(0)} GFLOP/s, ${shareOf('network').toFixed(2)}×`,
      `a processor's second: ${processorSecond('plain')} of VGG19, ` +
        `with Winograd as much as ${processorSecond('network')}, ${processorSecond('matrix')} of the product`,
    ];
    yield measurement({ ...facts, ours: rates.plain, ratio: share, reached: share >= 0.7, notes });
  },
};

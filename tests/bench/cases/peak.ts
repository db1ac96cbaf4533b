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
      openSide(z.object({ multiplications: z.number() }), ourScript('features.ts', ['VGG19', String(bench.quick ? 64 : 224), ...options]));
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
    const share = shareOf('network');
    const facts = { case: 'peak/VGG19', engine: 'ONNX', unit: 'GFLOP/s', target: '≥ 70 % of the peak' } as const;
    const processorSecond = (way: keyof typeof each) => `${median(each[way]).toFixed(0)} GFLOP`;
    const notes = [
      `the product of two ${size} × ${size} matrices: ${median(rates.matrix).toFixed(0)} GFLOP/s; the ratio is the share of it`,
      "counted as a plain convolution multiplies, of which Winograd's make a quarter; " +
        `with plain ones alone: ${median(rates.plain).toFixed(0)} GFLOP/s, ${shareOf('plain').toFixed(2)}×`,
      `a processor's second: ${processorSecond('network')} of VGG19, ${processorSecond('plain')} plain, ${processorSecond('matrix')} of the product`,
    ];
    yield measurement({ ...facts, ours: rates.network, ratio: share, reached: share >= 0.7, notes });
  },
};

import { type Conversion, type Converted, conversions } from './conversion.ts';

/**
 * The process that opens image files for the API: a decoder that crashes ends this process and not the API. It ends
 * with the API.
 */
export interface ConversionTask {
  conversion: Conversion;
  bytes: Uint8Array;
}
export type ConversionAnswer = { converted: Converted } | { fault: string };

process.once('disconnect', () => process.exit());
process.on('message', async ({ conversion, bytes }: ConversionTask) => {
  const answer: ConversionAnswer = await conversions[conversion](Buffer.from(bytes)).then(
    (converted) => ({ converted }),
    (error: Error) => ({ fault: error.message.split('\n')[0] ?? '' }),
  );
  process.send?.(answer);
});

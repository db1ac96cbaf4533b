import { createHash } from 'node:crypto';
import { z } from 'zod';
import { check, sentence } from '#contracts/issues';
import { type Provenance, provenanceSchema } from '#contracts/provenance';
import { loopSchema, type SavedTensor, type TrainingState } from '#learning';

/** The state of a run's training after an epoch, from which another attempt can resume. */
export interface Checkpoint {
  runId: string;
  /** The attempt that wrote it. */
  attempt: number;
  /**
   * The hash of the weights that the run started from. A checkpoint holds only the parameters that training has
   * changed; the others come from those weights.
   */
  weightsHash: string;
  /** What computed the epochs so far. */
  provenance: Provenance;
  state: TrainingState;
}

/** Thrown for bytes that are not a checkpoint of this version. The message says why, as in `but ${message}`. */
export class UnusableCheckpoint extends Error {}

/**
 * Increase this whenever training draws other random numbers, or draws them in another order. A run that resumed from
 * an older checkpoint would then give other results than an uninterrupted run.
 */
const version = 1;
const magic = 'downstream checkpoint';
const opening = Buffer.from(`${magic} ${version}\n`);
const digestLength = 32;
const bodyAt = opening.length + digestLength;

const headerSchema = z.strictObject({
  runId: z.uuid(),
  attempt: z.int().positive(),
  weightsHash: z.string(),
  // The format's names for the provenance and for the state's `loop`.
  environment: provenanceSchema,
  standing: loopSchema,
  tensors: z.array(z.strictObject({ name: z.string(), shape: z.array(z.int().nonnegative()) })),
});

/**
 * Encodes a checkpoint: a line with the format's name and version, the SHA-256 of everything after it, the length of
 * the header (uint32, little endian), the header (JSON), and the float32 values of the tensors in the header's order.
 */
export function encodeCheckpoint({ state: { loop, tensors }, provenance, ...facts }: Checkpoint): Buffer {
  const specs = [...tensors].map(([name, { shape }]) => ({ name, shape }));
  const header = Buffer.from(
    JSON.stringify({
      ...facts,
      environment: provenance,
      standing: loop,
      tensors: specs,
    } satisfies z.input<typeof headerSchema>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const digest = Buffer.alloc(digestLength);
  const bytes = Buffer.concat([
    opening,
    digest,
    length,
    header,
    ...[...tensors.values()].map(({ values }) => bytesOf(values)),
  ]);
  digestOf(bytes).copy(bytes, opening.length);
  return bytes;
}

/** Decodes what `encodeCheckpoint` returned. Throws UnusableCheckpoint. */
export function decodeCheckpoint(bytes: Buffer): Checkpoint {
  if (!bytes.subarray(0, magic.length).equals(opening.subarray(0, magic.length)))
    throw new UnusableCheckpoint('it is not a checkpoint');
  if (!bytes.subarray(0, opening.length).equals(opening)) throw new UnusableCheckpoint(`its version is not ${version}`);
  if (!digestOf(bytes).equals(bytes.subarray(opening.length, bodyAt))) throw new UnusableCheckpoint('it is damaged');
  const headerAt = bodyAt + 4;
  const valuesAt = headerAt + bytes.readUInt32LE(bodyAt);
  const header = check(headerSchema, JSON.parse(bytes.toString('utf8', headerAt, valuesAt)), 'header');
  if (header.issues) throw new UnusableCheckpoint(`its header does not match the format: ${sentence(header.issues)}`);
  const { environment: provenance, standing: loop, tensors: specs, ...facts } = header.value;
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + valuesAt, bytes.byteOffset + bytes.length));
  const tensors = new Map<string, SavedTensor>();
  let at = 0;
  for (const { name, shape } of specs) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    tensors.set(name, { shape, values: values.subarray(at, at + size) });
    at += size;
  }
  return { ...facts, provenance, state: { loop, tensors } };
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes.subarray(bodyAt)).digest();
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

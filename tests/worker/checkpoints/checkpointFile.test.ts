import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint, UnusableCheckpoint } from '../../../worker/checkpoints/checkpointFile.ts';
import { smallCheckpoint } from './smallCheckpoint.ts';

const checkpoint = smallCheckpoint({ runId: randomUUID(), attempt: 2 });
const file = encodeCheckpoint(checkpoint);

function errorOf(bytes: Buffer): unknown {
  try {
    return decodeCheckpoint(bytes);
  } catch (error) {
    return error;
  }
}

test('a checkpoint decodes to what was encoded, at any offset in its buffer', () => {
  expect(decodeCheckpoint(file)).toEqual(checkpoint);
  const shifted = Buffer.concat([Buffer.alloc(3), file]).subarray(3);
  expect(decodeCheckpoint(shifted)).toEqual(checkpoint);
});

test('a changed byte or a missing one is noticed', () => {
  for (const at of file.keys()) {
    const changed = Buffer.from(file);
    changed[at]! ^= 1;
    expect(errorOf(changed), `byte ${at}`).toBeInstanceOf(UnusableCheckpoint);
  }
  for (const length of [0, 10, 30, 60, file.length - 4, file.length - 1])
    expect(errorOf(file.subarray(0, length)), `${length} bytes`).toBeInstanceOf(UnusableCheckpoint);
});

test('the error names another version, and bytes that never were a checkpoint', () => {
  const other = Buffer.from(file);
  other.write('2', 'downstream checkpoint '.length);
  expect(errorOf(other)).toMatchObject({ message: 'its version is not 1' });
  expect(errorOf(Buffer.from('{"epoch": 1}'))).toMatchObject({ message: 'it is not a checkpoint' });
});

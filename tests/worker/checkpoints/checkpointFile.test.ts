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

test('a checkpoint comes back as it was, wherever its bytes lie', () => {
  expect(decodeCheckpoint(file)).toEqual(checkpoint);
  const shifted = Buffer.concat([Buffer.alloc(3), file]).subarray(3);
  expect(decodeCheckpoint(shifted)).toEqual(checkpoint);
});

test('no byte can change without being noticed, and none can be missing', () => {
  for (const at of file.keys()) {
    const changed = Buffer.from(file);
    changed[at]! ^= 1;
    expect(errorOf(changed), `byte ${at}`).toBeInstanceOf(UnusableCheckpoint);
  }
  for (const length of [0, 10, 30, 60, file.length - 4, file.length - 1])
    expect(errorOf(file.subarray(0, length)), `${length} bytes`).toBeInstanceOf(UnusableCheckpoint);
});

test('another version is named as such, and so is what never was a checkpoint', () => {
  const other = Buffer.from(file);
  other.write('2', 'downstream checkpoint '.length);
  expect(errorOf(other)).toMatchObject({ message: 'it is not of version 1' });
  expect(errorOf(Buffer.from('{"epoch": 1}'))).toMatchObject({ message: 'it is no checkpoint' });
});

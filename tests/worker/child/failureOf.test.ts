import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { RunFailure } from '#contracts/runFailure';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { writeLegacyH5 } from '../../../learning/weights/legacyH5Writer.ts';
import { failureOf } from '../../../worker/child/failureOf.ts';
import { startTestEngine } from '../../setup/engine.ts';

const codeOf = (error: unknown) => failureOf(error).code;

/** What is always full. */
const full = '/dev/full';

describe.runIf(process.platform === 'linux')('a full disk is DISK_FULL, and the path stays out of the message,', () => {
  test.each([
    ['where Node writes', async () => writeFile(full, 'a letter')],
    [
      'where HDF5 writes a network’s weights',
      async () => {
        await startTestEngine();
        await writeLegacyH5(full, buildBackbone('CNN', { inputSize: 46, seed: 1 }));
      },
    ],
  ])('%s', async (_, write) => {
    const failure = await write().then(() => expect.unreachable(), failureOf);
    expect(failure.code).toBe('DISK_FULL');
    expect(failure.message).not.toContain(full);
  });
});

test('so is a quota that is spent', () => {
  expect(codeOf(Object.assign(new Error('EDQUOT: disk quota exceeded, write'), { code: 'EDQUOT' }))).toBe('DISK_FULL');
});

describe('memory that is spent is OUT_OF_MEMORY, as it is said by', () => {
  test('V8', () => {
    let error: unknown;
    try {
      new ArrayBuffer(2 ** 52);
    } catch (thrown) {
      error = thrown;
    }
    expect(codeOf(error)).toBe('OUT_OF_MEMORY');
  });

  test.each([
    ['C++', 'std::bad_alloc'],
    [
      'ONNX Runtime',
      'bfc_arena.cc:376 void* AllocateRawInternal(): Failed to allocate memory for requested buffer of size 9663676416',
    ],
    ['TensorFlow', 'OOM when allocating tensor with shape[32,224,224,64]'],
    ['the system', 'spawn ENOMEM: Cannot allocate memory'],
  ])('%s', (_, message) => {
    expect(codeOf(new Error(message))).toBe('OUT_OF_MEMORY');
    expect(codeOf(new Error('expected an answer', { cause: new Error(message) }))).toBe('OUT_OF_MEMORY');
  });
});

test('what was foreseen stays as it is, and anything else is INTERNAL', () => {
  const foreseen = new RunFailure('BAD_IMAGE', 'Expected an image', { cause: new Error('ENOSPC') });
  expect(failureOf(foreseen)).toBe(foreseen);
  expect(codeOf(new Error('who knows'))).toBe('INTERNAL');
  expect(codeOf('a text')).toBe('INTERNAL');
});

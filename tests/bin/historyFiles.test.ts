import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { eventFiles, historyCsv } from '#contracts/historyFiles';
import { crc32c, tfRecord } from '#contracts/tfRecord';
import { askKeras, realKeras } from '../learning/export/realKeras.ts';

const epochs = [
  { epoch: 1, loss: 0.7, acc: 0.5, valLoss: 0.71, valAcc: 0.45, learningRate: 0.001, seconds: 2 },
  { epoch: 2, loss: 0.25, acc: 0.9, valLoss: null, valAcc: null, learningRate: 0.0001, seconds: 1.5 },
];

const python = await realKeras();

test('the CSV has a line an epoch with every digit, and nothing where there is no number', () => {
  expect(historyCsv(epochs)).toBe(
    'epoch,loss,acc,valLoss,valAcc,learningRate,seconds\n1,0.7,0.5,0.71,0.45,0.001,2\n2,0.25,0.9,,,0.0001,1.5\n',
  );
});

test('a record has CRC-32C checksums, masked as TensorFlow masks them', () => {
  // The check value of the Castagnoli polynomial.
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  // What tf.io.TFRecordWriter writes for b"abc".
  expect(Buffer.from(tfRecord(Buffer.from('abc'))).toString('hex')).toBe('0300000000000000b099490e6162636e57f121');
});

test.skipIf(!python)('TensorFlow reads the event files, with the names of Keras’s callback', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'events-'));
  try {
    for (const { path, bytes } of eventFiles(epochs, new Date('2026-03-01T10:00:00Z'))) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const program = `
import glob, json, sys
import tensorflow as tf
out = []
for path in sorted(glob.glob(sys.argv[1] + "/*/*")):
    for event in tf.compat.v1.train.summary_iterator(path):
        for value in event.summary.value:
            out.append([path.split("/")[-2], event.step, event.wall_time, value.tag, round(value.simple_value, 6)])
print(json.dumps(out))
`;
    const begin = Date.parse('2026-03-01T10:00:00Z') / 1000;
    expect(await askKeras(python!, ['-c', program, folder])).toEqual([
      ['train', 0, begin + 2, 'epoch_loss', 0.7],
      ['train', 0, begin + 2, 'epoch_accuracy', 0.5],
      ['train', 0, begin + 2, 'epoch_learning_rate', 0.001],
      ['train', 1, begin + 3.5, 'epoch_loss', 0.25],
      ['train', 1, begin + 3.5, 'epoch_accuracy', 0.9],
      ['train', 1, begin + 3.5, 'epoch_learning_rate', 0.0001],
      ['validation', 0, begin + 2, 'epoch_loss', 0.71],
      ['validation', 0, begin + 2, 'epoch_accuracy', 0.45],
    ]);
    const [file] = await readdir(join(folder, 'train'));
    expect(file).toMatch(/^events\.out\.tfevents\./);
    expect((await readFile(join(folder, 'train', file!))).length).toBeGreaterThan(100);
  } finally {
    await rm(folder, { recursive: true });
  }
});

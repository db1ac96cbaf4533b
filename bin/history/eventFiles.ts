import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import type { EpochRowFragment } from '../api/generated/graphql.ts';
import { tfRecord } from './tfRecord.ts';

/** What scalars need of TensorFlow's event.proto and summary.proto. */
const messages = `
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; Summary summary = 5; }
  }
  message Summary {
    message Value { string tag = 1; float simple_value = 2; }
    repeated Value value = 1;
  }
`;
const event = protobuf.parse(messages).root.lookupType('Event');

type Epoch = Pick<EpochRowFragment, 'epoch' | 'loss' | 'acc' | 'valLoss' | 'valAcc' | 'learningRate' | 'seconds'>;

/**
 * Writes a history as TensorBoard's event files, with the folders and names that Keras's TensorBoard callback uses:
 * train/ and validation/, epoch_loss, epoch_accuracy and epoch_learning_rate. Keras counts epochs from 0.
 */
export async function writeEventFiles(folder: string, epochs: readonly Epoch[], startedAt: Date): Promise<void> {
  const train = epochs.map(({ loss, acc, learningRate }) => ({
    epoch_loss: loss,
    epoch_accuracy: acc,
    epoch_learning_rate: learningRate,
  }));
  const validation = epochs.map(({ valLoss, valAcc }) => ({ epoch_loss: valLoss, epoch_accuracy: valAcc }));
  for (const [name, scalars] of Object.entries({ train, validation })) {
    await mkdir(join(folder, name), { recursive: true });
    const file = `events.out.tfevents.${Math.floor(startedAt.getTime() / 1000)}.downstream`;
    await writeFile(join(folder, name, file), eventFile(epochs, scalars, startedAt.getTime() / 1000));
  }
}

function eventFile(
  epochs: readonly Epoch[],
  scalars: readonly Record<string, number | null>[],
  begin: number,
): Uint8Array {
  const records = [event.encode({ wallTime: begin, fileVersion: 'brain.Event:2' }).finish()];
  let wallTime = begin;
  for (const [index, { epoch, seconds }] of epochs.entries()) {
    wallTime += seconds;
    const value = Object.entries(scalars[index]!).flatMap(([tag, simpleValue]) =>
      simpleValue === null ? [] : [{ tag, simpleValue }],
    );
    if (value.length > 0) records.push(event.encode({ wallTime, step: epoch - 1, summary: { value } }).finish());
  }
  return Buffer.concat(records.map(tfRecord));
}

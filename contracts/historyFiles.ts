import { csvText } from './csv.ts';
import { tfRecord } from './tfRecord.ts';

/** An epoch of a history that leaves as a file. */
export interface EpochToWrite {
  epoch: number;
  loss: number;
  acc: number;
  valLoss: number | null;
  valAcc: number | null;
  learningRate: number;
  seconds: number;
}

const columns = ['epoch', 'loss', 'acc', 'valLoss', 'valAcc', 'learningRate', 'seconds'] as const;

/** A history as CSV: one line an epoch, all digits, nothing where there is no validation. */
export function historyCsv(epochs: readonly EpochToWrite[]): string {
  return csvText(
    columns,
    epochs.map((epoch) => columns.map((column) => epoch[column])),
  );
}

export interface EventFile {
  /** "train/events.out.tfevents.…" */
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A history as TensorBoard's event files, with the folders and names that Keras's TensorBoard callback uses: train/ and
 * validation/, epoch_loss, epoch_accuracy and epoch_learning_rate. Keras counts epochs from 0.
 */
export function eventFiles(epochs: readonly EpochToWrite[], startedAt: Date): EventFile[] {
  const begin = startedAt.getTime() / 1000;
  const name = `events.out.tfevents.${Math.floor(begin)}.downstream`;
  const train = ({ loss, acc, learningRate }: EpochToWrite) => ({
    epoch_loss: loss,
    epoch_accuracy: acc,
    epoch_learning_rate: learningRate,
  });
  const validation = ({ valLoss, valAcc }: EpochToWrite) => ({ epoch_loss: valLoss, epoch_accuracy: valAcc });
  return [
    { path: `train/${name}`, bytes: eventFile(epochs, train, begin) },
    { path: `validation/${name}`, bytes: eventFile(epochs, validation, begin) },
  ];
}

type Scalars = Record<string, number | null>;

function eventFile(
  epochs: readonly EpochToWrite[],
  scalarsOf: (epoch: EpochToWrite) => Scalars,
  begin: number,
): Uint8Array<ArrayBuffer> {
  const records = [tfRecord(joined([wallTimeField(begin), bytesField(3, utf8('brain.Event:2'))]))];
  let wallTime = begin;
  for (const epoch of epochs) {
    wallTime += epoch.seconds;
    const values = Object.entries(scalarsOf(epoch)).flatMap(([tag, value]) =>
      value === null ? [] : [bytesField(1, joined([bytesField(1, utf8(tag)), floatField(2, value)]))],
    );
    if (values.length === 0) continue;
    records.push(
      tfRecord(joined([wallTimeField(wallTime), [2 << 3, ...varint(epoch.epoch - 1)], bytesField(5, joined(values))])),
    );
  }
  return joined(records);
}

// What scalars need of TensorFlow's event.proto and summary.proto, in protobuf's wire format: Event {double wall_time =
// 1; int64 step = 2; string file_version = 3; Summary summary = 5}, Summary {repeated Value value = 1}, Value {string
// tag = 1; float simple_value = 2}.

function wallTimeField(seconds: number): Uint8Array {
  const field = new Uint8Array(9);
  field[0] = (1 << 3) | 1;
  new DataView(field.buffer).setFloat64(1, seconds, true);
  return field;
}

function floatField(number: number, value: number): Uint8Array {
  const field = new Uint8Array(5);
  field[0] = (number << 3) | 5;
  new DataView(field.buffer).setFloat32(1, value, true);
  return field;
}

function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  return joined([[(number << 3) | 2, ...varint(bytes.length)], bytes]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

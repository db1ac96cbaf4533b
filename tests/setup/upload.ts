import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { ZipFile } from 'yazl';
import type { Client } from './api.ts';

/** Paths and contents of a zip's files. */
export type Files = Record<string, Buffer | string>;

/** Uploads bytes as a tus client does, in one request; answers the upload's id. */
export async function upload(client: Client, bytes: Buffer): Promise<string> {
  const response = await client.fetch('/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  });
  if (response.status !== 201)
    throw new Error(`expected the upload to be created, received ${response.status} ${await response.text()}`);
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}

export async function zip(files: Files): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [path, content] of Object.entries(files)) archive.addBuffer(Buffer.from(content), path);
  archive.end();
  return buffer(archive.outputStream as NodeJS.ReadableStream as AsyncIterable<Buffer>);
}

/** A small image of one colour, which differs for every number. */
export async function picture(number: number, format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png'): Promise<Buffer> {
  const background = { r: number % 256, g: (number * 7) % 256, b: Math.floor(number / 256) % 256 };
  return sharp({ create: { width: 8, height: 6, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

/** A whole dataset: `counts` images of every class in each split, all different, numbered after `number`. */
export async function datasetFiles(
  classNames = ['animals', 'food'],
  counts = { train: 3, validation: 2, test: 2 },
  number = 0,
): Promise<Files> {
  const files: Files = {};
  for (const [split, count] of Object.entries(counts))
    for (const className of classNames)
      for (let index = 0; index < count; index += 1) {
        number += 1;
        files[`${split}/${className}/${split}-${number}.png`] = await picture(number);
      }
  return files;
}

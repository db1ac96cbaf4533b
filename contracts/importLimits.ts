import { maxImagePixels } from './dataset.ts';

/** What an import may ask of the server that takes its zip and of the worker that reads it. */
export interface ImportLimits {
  /** Bytes of the zip. */
  archiveBytes: number;
  /** Files and folders in the zip. */
  entries: number;
  /** Bytes of all its files, unpacked. */
  unpackedBytes: number;
  /** Bytes of one file, unpacked. */
  fileBytes: number;
  /** A file of more than a megabyte may unpack to this many times its packed size. Images hardly pack at all. */
  ratio: number;
  /** Pixels of one image. */
  pixels: number;
}

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

export const defaultImportLimits: ImportLimits = {
  archiveBytes: 20 * gibibyte,
  entries: 500_000,
  unpackedBytes: 40 * gibibyte,
  fileBytes: 256 * mebibyte,
  ratio: 100,
  pixels: maxImagePixels,
};

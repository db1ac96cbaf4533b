import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** Files by their content: an address is the SHA-256 of the bytes, in hexadecimal. An object never changes. */
export interface ObjectStore {
  /** Stores the bytes, whole or not at all, and replaces a damaged file. Answers their address. */
  put(bytes: Uint8Array): Promise<string>;
  /** Throws `ObjectMissing` when there is no such object, or only a file of other bytes. */
  get(address: string): Promise<Buffer>;
  /**
   * The same bytes without all of them in memory. Throws `ObjectMissing`. A directory does not compare them with the
   * address; from S3 the stream fails at its end where they differ.
   */
  stream(address: string): Promise<{ bytes: number; stream: Readable }>;
  /** Its bytes; 0 where there is no such object. */
  size(address: string): Promise<number>;
  /** Removes an object, if it is there. Only for bytes that no other caller can have stored too. */
  remove(address: string): Promise<void>;
}

/** A store into which many objects can go at once. */
export interface BatchStore extends ObjectStore {
  /** None of a batch's objects is sure to outlast a power failure before `settle` has resolved. */
  batch(): ObjectBatch;
}

interface ObjectBatch {
  put(bytes: Uint8Array): Promise<string>;
  /** Waits until the store has all of them for good. */
  settle(): Promise<void>;
}

/** The address of bytes. */
export function addressOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An object below the root of a store. Directories and buckets have the same names, so that either can be copied. */
export function keyOf(address: string): string {
  return `${address.slice(0, 2)}/${address}`;
}

/** Thrown by `get`. */
export class ObjectMissing extends Error {
  constructor(address: string, root: string, why = '') {
    super(`no object ${address} in ${root}${why}`);
    this.name = 'ObjectMissing';
  }
}

/** Why a store in S3 does nothing for this process. */
export type StoreTrouble = 'STORE_NO_RIGHTS' | 'STORE_NO_BUCKET' | 'STORE_FULL' | 'STORE_CLOCK' | 'STORE_OUT_OF_REACH';

/** Thrown by a store in S3. What went wrong is no fault of what was stored or asked for. */
export class StoreUnusable extends Error {
  readonly code: StoreTrouble;

  constructor(code: StoreTrouble, message: string) {
    super(`${code}: ${message}`);
    this.name = 'StoreUnusable';
    this.code = code;
  }
}

/** The trouble with a store that an error came from, if it did. */
export function storeUnusableIn(error: unknown, depth = 0): StoreUnusable | null {
  if (error instanceof StoreUnusable) return error;
  return error instanceof Error && depth < 6 ? storeUnusableIn(error.cause, depth + 1) : null;
}

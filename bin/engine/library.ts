import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { callersPath } from '../terminal/arguments.ts';

/** Thrown where TensorFlow's library cannot be had. */
export class LibraryUnavailable extends Error {}

const libraryFiles = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const;

/** A folder with `include/` and the files of `libraryFiles`, as Python's package `tensorflow` has them. */
export interface TensorflowLibrary {
  folder: string;
}

/** The library in a folder. Throws LibraryUnavailable, naming what is missing there. */
export async function openLibrary(path: string): Promise<TensorflowLibrary> {
  const folder = callersPath(path);
  for (const file of ['include/tensorflow/c/c_api.h', ...libraryFiles])
    await access(join(folder, file)).catch((cause) => {
      throw new LibraryUnavailable(
        `expected ${file} in ${folder}, the folder "tensorflow" of Python's package, but it is not there.`,
        {
          cause,
        },
      );
    });
  return { folder };
}

/** Where a cache directory has the library that pip has fetched. */
function placeIn(cache: string, gpu: boolean): string {
  return join(cache, 'tensorflow', gpu ? 'gpu' : 'cpu');
}

/** The library that was fetched into a cache directory before, or null. */
export async function keptLibrary(cache: string, gpu: boolean): Promise<TensorflowLibrary | null> {
  return openLibrary(join(placeIn(cache, gpu), 'tensorflow')).catch(() => null);
}

/**
 * Fetches the library into a cache directory with pip: from a wheel file, or the newest package that pip finds. Of a
 * package for processors only the library and its headers are kept. Throws LibraryUnavailable.
 */
export async function fetchLibrary(
  cache: string,
  { gpu, wheel }: { gpu: boolean; wheel?: string | undefined },
): Promise<TensorflowLibrary> {
  const target = placeIn(cache, gpu);
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const released = gpu ? 'tensorflow' : 'tensorflow-cpu';
  const source = wheel === undefined ? released : callersPath(wheel);
  const wanted = `${source}${gpu ? '[and-cuda]' : ''}`;
  const args = [
    '-m',
    'pip',
    'install',
    '--only-binary',
    ':all:',
    '--target',
    partial,
    ...(gpu ? [] : ['--no-deps']),
    wanted,
  ];
  const child = spawn('python3', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new LibraryUnavailable(
      `expected pip to install ${wanted}, but it ended with ${code}. Where no package index can be reached, --from ` +
        'takes a wheel file or an installed folder (npm run engine:build -- --help says how).',
    );
  await openLibrary(join(partial, 'tensorflow'));
  await keepLibraryOnly(partial, gpu);
  await rm(target, { recursive: true, force: true });
  await rename(partial, target);
  return { folder: join(target, 'tensorflow') };
}

/**
 * Python's part of the packages weighs several hundred MB that nothing here uses. The library finds CUDA in `nvidia/`
 * beside it.
 */
async function keepLibraryOnly(target: string, gpu: boolean): Promise<void> {
  const keep = new Set<string>([...(gpu ? ['nvidia'] : []), 'tensorflow']);
  for (const name of await readdir(target)) if (!keep.has(name)) await rm(join(target, name), { recursive: true });
  const own = new Set<string>(['include', ...libraryFiles]);
  for (const name of await readdir(join(target, 'tensorflow')))
    if (!own.has(name)) await rm(join(target, 'tensorflow', name), { recursive: true });
}

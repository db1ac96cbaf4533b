import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { npmCommand } from '#machine/environment';

export interface NpmPackage {
  name: string;
  version: string;
  /** `sha512-…` of the tarball, as in a lock file. */
  integrity: string;
}

export interface FetchPackageOptions {
  cacheDirectory: string;
  /** The members to extract: files, and folders (which end in a slash). */
  members: readonly string[];
  signal?: AbortSignal | undefined;
}

/**
 * Fetches a package with the user's own npm, so its registry and proxy settings apply. Returns the directory in the
 * cache with the wanted members. It is written whole or not at all, and reused. No code of the package runs. Throws an
 * Error when npm fails or when the tarball is not the one that `integrity` names.
 */
export async function fetchPackage(pkg: NpmPackage, options: FetchPackageOptions): Promise<string> {
  const directory = directoryOf(pkg, options);
  if (existsSync(directory)) return directory;
  const parent = dirname(directory);
  const partial = join(parent, `.partial-${randomUUID()}`);
  const members = join(partial, 'members');
  const isWanted = (path: string) =>
    options.members.some((member) => path === member || (member.endsWith('/') && path.startsWith(member)));
  await mkdir(members, { recursive: true });
  try {
    const tarball = await packedBy(npmCommand(), pkg, partial, options.signal);
    await requireIntegrity(tarball, pkg);
    await extract({
      file: tarball,
      cwd: members,
      strip: 1,
      filter: (path, entry) => 'type' in entry && entry.type === 'File' && isWanted(path.slice(path.indexOf('/') + 1)),
    });
    // Another process may have been quicker: its directory holds the same.
    await rename(members, directory).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(directory)) throw error;
    });
    return directory;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Whether a package is in the cache already, or the user's npm finds it within `timeoutMs`. */
export async function packageReachable(
  pkg: NpmPackage,
  { timeoutMs, ...options }: FetchPackageOptions & { timeoutMs: number },
): Promise<boolean> {
  if (existsSync(directoryOf(pkg, options))) return true;
  const [file, ...first] = npmCommand();
  const args = [...first, 'view', `${pkg.name}@${pkg.version}`, 'dist.integrity', '--fetch-retries=0'];
  try {
    const { stdout } = await promisify(execFile)(file, args, { signal: options.signal, timeout: timeoutMs });
    return stdout.trim() === pkg.integrity;
  } catch {
    return false;
  }
}

/** Where the wanted members of a package lie. */
function directoryOf(
  { name, version, integrity }: NpmPackage,
  { cacheDirectory, members }: Pick<FetchPackageOptions, 'cacheDirectory' | 'members'>,
): string {
  const digest = digestInName([integrity, ...members]);
  return join(cacheDirectory, 'packages', `${name.replace('/', '+')}@${version}-${digest}`);
}

async function packedBy(
  command: [string, ...string[]],
  pkg: NpmPackage,
  directory: string,
  signal?: AbortSignal,
): Promise<string> {
  const [file, ...first] = command;
  const args = [
    ...first,
    'pack',
    `${pkg.name}@${pkg.version}`,
    '--pack-destination',
    directory,
    '--ignore-scripts',
    '--loglevel=error',
  ];
  try {
    await promisify(execFile)(file, args, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`npm could not fetch ${pkg.name}@${pkg.version}: ${(stderr || message).trim()}`, { cause: error });
  }
  const tarball = (await readdir(directory)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined)
    throw new Error(`expected npm to write ${pkg.name}@${pkg.version} into ${directory}, found no tarball`);
  return join(directory, tarball);
}

async function requireIntegrity(tarball: string, { name, version, integrity }: NpmPackage): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const received = `sha512-${hash.digest('base64')}`;
  if (received !== integrity)
    throw new Error(`expected the tarball of ${name}@${version} to be ${integrity}, received ${received}`);
}

function digestInName(parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

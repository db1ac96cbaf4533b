import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment, npmCommand } from '#machine/environment';
import { root } from '../bootstrap/project.mjs';
import type { TensorflowLibrary } from './library.ts';

/** Its addon is built. */
export const addonPackage = '@tensorflow/tfjs-node-gpu';
const packageFolder = join(root, 'node_modules', addonPackage);

/**
 * Builds the package's addon against a library; Node's headers are kept in `cache`. Throws an Error that ends with what
 * the compiler said.
 */
export async function buildAddon({ folder }: TensorflowLibrary, cache: string): Promise<void> {
  const headers = await nodeHeaders(cache);
  if (!existsSync(packageFolder)) await installPackage();
  const libraries = join(packageFolder, 'deps', 'lib');
  await rm(join(packageFolder, 'deps'), { recursive: true, force: true });
  await mkdir(libraries, { recursive: true });
  await symlink(join(folder, 'include'), join(packageFolder, 'deps', 'include'));
  await symlink(join(folder, 'libtensorflow_cc.so.2'), join(libraries, 'libtensorflow.so'));
  await symlink(join(folder, 'libtensorflow_framework.so.2'), join(libraries, 'libtensorflow_framework.so'));

  const nodePreGyp = createRequire(join(packageFolder, 'package.json')).resolve(
    '@mapbox/node-pre-gyp/bin/node-pre-gyp',
  );
  await run(
    'Building the addon',
    process.execPath,
    [nodePreGyp, 'install', '--build-from-source', `--nodedir=${headers}`],
    {
      cwd: packageFolder,
      env: childEnvironment({ LDFLAGS: `-Wl,-rpath,${folder}` }),
    },
  );
}

/** Without the package's own install step, which fetches another library. */
async function installPackage(): Promise<void> {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await npm(
    'Installing the package',
    ['install', '--no-save', '--ignore-scripts', `${addonPackage}@${optionalDependencies[addonPackage]}`],
    root,
  );
}

/**
 * The headers of the Node that runs this, from the npm package that it came in: the folder that holds `include/node`.
 * They are copied, because npm removes that package, which no other names, when it next installs something; where it
 * has done so they are fetched.
 */
async function nodeHeaders(cache: string): Promise<string> {
  const kept = join(cache, 'node', process.versions.node);
  if (existsSync(join(kept, 'include', 'node', 'node_api.h'))) return kept;
  const partial = `${kept}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await cp(join(nodePackage() ?? (await fetchNodePackage(partial)), 'include'), join(partial, 'include'), {
    recursive: true,
  });
  await rm(join(partial, 'node_modules'), { recursive: true, force: true });
  await rm(kept, { recursive: true, force: true });
  await rename(partial, kept);
  return kept;
}

const nodePackageName = `node-${process.platform}-${process.arch}`;

/** Where the package `node` has installed the one for this machine, if that is still there and of this version. */
function nodePackage(): string | undefined {
  return ['node_modules/node/node_modules', 'node_modules']
    .map((modules) => join(root, modules, nodePackageName))
    .filter((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')))
    .find((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version === process.versions.node);
}

async function fetchNodePackage(into: string): Promise<string> {
  await writeFile(join(into, 'package.json'), '{}');
  await npm(
    "Fetching Node's headers",
    ['install', '--no-save', '--ignore-scripts', `${nodePackageName}@${process.versions.node}`],
    into,
  );
  return join(into, 'node_modules', nodePackageName);
}

async function npm(what: string, args: string[], cwd: string): Promise<void> {
  const [command, ...first] = npmCommand();
  await run(what, command, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
}

/** Runs a command quietly; what it said is shown only where it fails. */
async function run(
  what: string,
  command: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  process.stdout.write(`downstream: ${what} …\n`);
  await promisify(execFile)(command, args, { ...options, maxBuffer: 2 ** 28 }).catch((cause) => {
    const said = `${cause.stdout ?? ''}\n${cause.stderr ?? ''}`.trimEnd().split('\n').slice(-30).join('\n');
    throw new Error(`${what} failed:\n${said}`, { cause });
  });
}

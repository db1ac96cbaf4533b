import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../bootstrap/project.mjs';
import type { TensorflowLibrary } from './library.ts';

/** Its addon is built. */
export const addonPackage = '@tensorflow/tfjs-node-gpu';
const packageFolder = join(root, 'node_modules', addonPackage);

/** Builds the package's addon against a library. `scratch` is a folder that the caller removes. Throws an Error that ends with what the compiler said. */
export async function buildAddon({ folder }: TensorflowLibrary, scratch: string): Promise<void> {
  if (!existsSync(packageFolder)) await installPackage();
  const libraries = join(packageFolder, 'deps', 'lib');
  await rm(join(packageFolder, 'deps'), { recursive: true, force: true });
  await mkdir(libraries, { recursive: true });
  await symlink(join(folder, 'include'), join(packageFolder, 'deps', 'include'));
  await symlink(join(folder, 'libtensorflow_cc.so.2'), join(libraries, 'libtensorflow.so'));
  await symlink(join(folder, 'libtensorflow_framework.so.2'), join(libraries, 'libtensorflow_framework.so'));

  const nodePreGyp = createRequire(join(packageFolder, 'package.json')).resolve('@mapbox/node-pre-gyp/bin/node-pre-gyp');
  await run(
    'Building the addon',
    process.execPath,
    [nodePreGyp, 'install', '--build-from-source', `--nodedir=${await nodeHeaders(scratch)}`],
    {
      cwd: packageFolder,
      env: { ...process.env, LDFLAGS: `-Wl,-rpath,${folder}` },
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

/** The headers of the Node that runs this, from the npm package that it came in. Returns the folder that holds `include/node`. */
async function nodeHeaders(scratch: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  await writeFile(join(scratch, 'package.json'), '{}');
  await npm("Fetching Node's headers", ['install', '--no-save', '--ignore-scripts', `${name}@${process.versions.node}`], scratch);
  return join(scratch, 'node_modules', name);
}

async function npm(what: string, args: string[], cwd: string): Promise<void> {
  const cli = process.env.npm_execpath;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (cli !== undefined && basename(cli) === 'npm-cli.js') await run(what, process.execPath, [cli, ...args, ...quiet], { cwd });
  else await run(what, 'npm', [...args, ...quiet], { cwd });
}

/** Runs a command quietly; what it said is shown only where it fails. */
async function run(what: string, command: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<void> {
  process.stdout.write(`downstream: ${what} …\n`);
  await promisify(execFile)(command, args, { ...options, maxBuffer: 2 ** 28 }).catch((cause) => {
    const said = `${cause.stdout ?? ''}\n${cause.stderr ?? ''}`.trimEnd().split('\n').slice(-30).join('\n');
    throw new Error(`${what} failed:\n${said}`, { cause });
  });
}

import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { nodeFileTrace } from '@vercel/nft';
import { npmCommand } from '#machine/environment';
import { root } from '../../../bin/bootstrap/project.mjs';
import type { Platform } from './platforms.ts';

/** The bench, and the programs that it starts as processes or threads. */
const entries = [
  'tests/bench/gpu/run.ts',
  ...['features', 'train', 'writeWeights'].map((name) => `tests/bench/ours/${name}.ts`),
  'machine/exitWithParent.ts',
  'learning/engine/probeProcess.ts',
  'learning/executors/measureProcess.ts',
  'learning/executors/measurePlaceProcess.ts',
  'learning/onnx/probePlaceProcess.ts',
  'learning/onnx/sessionThread.ts',
  'learning/data/augmentation/varyImages.ts',
  'node_modules/webgpu/index.js',
];

/** What no import names. */
const besides = [
  'package.json',
  'LICENSE',
  'recipes',
  'tests/bench/keras',
  'node_modules/@tensorflow/tfjs-backend-wasm',
];

/** What each platform has its own of, or no pack has. */
const leftOut = [
  /^node_modules\/(@img\/sharp|onnxruntime-node\/bin|webgpu\/dist|node\/)/,
  /^node_modules\/@tensorflow\/tfjs-node/,
  /\.map$/,
];

/** Copies the bench with all that it imports, Node and the engines of a platform into a folder. */
export async function gatherProgram(folder: string, platform: Platform, scratch: string): Promise<void> {
  const { fileList } = await nodeFileTrace(
    entries.map((entry) => join(root, entry)),
    {
      base: root,
      processCwd: root,
      conditions: ['node', 'import'],
      async readFile(path) {
        const text = await readFile(path, 'utf8').catch(() => null);
        return text !== null && path.endsWith('.ts') ? stripTypeScriptTypes(text, { mode: 'transform' }) : text;
      },
    },
  );
  for (const file of [...fileList].filter((file) => !leftOut.some((pattern) => pattern.test(file))))
    await copy(join(root, file), join(folder, file));
  for (const file of besides)
    await copy(join(root, file), join(folder, file), (path) => !/\.map$|__pycache__/.test(path));

  const { os, arch } = platform;
  const webgpu = `node_modules/webgpu/dist/${os}-${os === 'darwin' ? 'universal' : arch}`;
  for (const binaries of [`node_modules/onnxruntime-node/bin/napi-v6/${os}/${arch}`, webgpu])
    await copy(join(root, binaries), join(folder, binaries));
  const modules = await modulesOf(platform, scratch);
  for (const name of await readdir(join(modules, '@img')))
    if (name.startsWith('sharp')) await copy(join(modules, '@img', name), join(folder, 'node_modules', '@img', name));
  const node = os === 'win32' ? 'node.exe' : 'node';
  await copy(join(modules, 'node', 'bin', node), join(folder, node));
}

/** The folder of packages for a platform: ours, or for another one those that npm installs elsewhere. */
async function modulesOf({ os, arch }: Platform, scratch: string): Promise<string> {
  const ours = join(root, 'node_modules');
  if (os === process.platform && arch === process.arch) return ours;
  const elsewhere = join(scratch, 'elsewhere');
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'package.json'), '{}');
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const [command, ...first] = npmCommand();
  const nodePackage = `node-${os === 'win32' ? 'win' : os}-${arch}@${dependencies.node}`;
  const args = ['install', '--no-save', '--ignore-scripts', '--force', `--os=${os}`, `--cpu=${arch}`];
  await promisify(execFile)(command, [...first, ...args, nodePackage, `sharp@${dependencies.sharp}`], {
    cwd: elsewhere,
  });
  const modules = join(elsewhere, 'node_modules');
  await cp(join(modules, nodePackage.split('@')[0]!), join(modules, 'node'), { recursive: true });
  return modules;
}

async function copy(from: string, to: string, filter: (path: string) => boolean = () => true): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, dereference: true, filter });
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { npmScript } from './environment.mjs';
import { node, root } from './project.mjs';
import { runStep, StepFailed } from './step.mjs';

/**
 * An older npm does not know `allowScripts` in package.json. It would run onnxruntime-node's install script, which
 * downloads CUDA libraries.
 */
function withoutCuda([file, args, , shell]) {
  return [file, args, { ONNXRUNTIME_NODE_INSTALL: 'skip' }, shell];
}

/** `npm install` when node_modules is missing or does not match package.json and package-lock.json. */
export async function installPackages() {
  await runStep({
    name: 'install',
    says: existsSync(join(root, 'node_modules'))
      ? 'bringing the packages up to date'
      : 'installing the packages (some minutes the first time)',
    stamp: 'node_modules/.downstream-install',
    inputs: ['package.json', 'package-lock.json', '.npmrc'],
    also: `${process.platform}-${process.arch}`,
    showsItself: true,
    command: () => withoutCuda(npmInstall()),
  });
  if (!existsSync(node))
    throw new StepFailed(
      `expected ${node}, which the package "node" puts there while it installs: allow install scripts ` +
        '(npm config set ignore-scripts false), delete node_modules and start again.',
    );
}

/**
 * Leaves package-lock.json alone (`--no-save`). A clone builds itself, so it needs the packages that only build and
 * check, even where NODE_ENV is production (`--include=dev`). It shows errors even where `npm run -s` asked for
 * silence, and no warnings: most are about the machine's own Node, which runs only this.
 */
function npmInstall() {
  const args = ['install', '--include=dev', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = npmScript();
  if (npm !== undefined) return [process.execPath, [npm, ...args]];
  return process.platform === 'win32' ? ['npm.cmd', args, {}, true] : ['npm', args];
}

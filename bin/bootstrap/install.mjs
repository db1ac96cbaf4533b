import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { node, root } from './project.mjs';
import { runStep, StepFailed } from './step.mjs';

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
    command: npmInstall,
  });
  if (!existsSync(node))
    throw new StepFailed(
      `expected ${node}, which the package "node" puts there while it installs: allow install scripts ` +
        '(npm config set ignore-scripts false), delete node_modules and start again.',
    );
}

/**
 * Leaves package-lock.json alone (`--no-save`). A clone builds itself, so that the packages which only build and check
 * are needed even where NODE_ENV is production (`--include=dev`). Errors are shown even where `npm run -s` asked for
 * silence; warnings are not: there are many about the machine's own Node, which runs nothing but this.
 */
function npmInstall() {
  const args = ['install', '--include=dev', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm !== undefined && basename(npm) === 'npm-cli.js') return [process.execPath, [npm, ...args]];
  return process.platform === 'win32' ? ['npm.cmd', args, {}, true] : ['npm', args];
}

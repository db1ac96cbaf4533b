import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Thrown where this machine cannot build the addon. */
export class ToolMissing extends Error {}

const tools: { name: string; command: [string, string[]] }[] = [
  { name: 'python3', command: ['python3', ['--version']] },
  { name: 'pip for python3', command: ['python3', ['-m', 'pip', '--version']] },
  { name: 'make', command: ['make', ['--version']] },
  { name: 'g++', command: ['g++', ['--version']] },
];

/** Throws ToolMissing, naming every tool that is not there. */
export async function requireTools(): Promise<void> {
  if (process.platform !== 'linux')
    throw new ToolMissing(
      `expected Linux, received ${process.platform}: the addon is built against the library of TensorFlow's Linux packages.`,
    );
  const missing: string[] = [];
  for (const { name, command } of tools) await promisify(execFile)(...command).catch(() => missing.push(name));
  if (missing.length > 0)
    throw new ToolMissing(
      `expected python3 with pip, make and g++ on this machine, but ${missing.join(', ')} cannot be run (on Debian: apt-get install python3-pip make g++).`,
    );
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Thrown where this machine cannot build the addon. */
export class ToolMissing extends Error {}

interface Tool {
  name: string;
  command: [string, string[]];
}

const pipTool: Tool = { name: 'pip for python3', command: ['python3', ['-m', 'pip', '--version']] };
const buildTools: Tool[] = [
  { name: 'python3', command: ['python3', ['--version']] },
  { name: 'make', command: ['make', ['--version']] },
  { name: 'g++', command: ['g++', ['--version']] },
];

/** Throws ToolMissing, naming every tool that is not there. `pip`: whether that is one of them. */
export async function requireTools({ pip }: { pip: boolean }): Promise<void> {
  if (process.platform !== 'linux')
    throw new ToolMissing(
      `expected Linux, received ${process.platform}: ` +
        "the addon is built against the library of TensorFlow's Linux packages.",
    );
  const missing: string[] = [];
  for (const { name, command } of pip ? [...buildTools, pipTool] : buildTools)
    await promisify(execFile)(...command).catch(() => missing.push(name));
  if (missing.length > 0)
    throw new ToolMissing(
      `expected python3${pip ? ' with pip' : ''}, make and g++ on this machine, ` +
        `but ${missing.join(', ')} cannot be run (on Debian: apt-get install python3${pip ? '-pip' : ''} make g++).`,
    );
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

interface Locked {
  integrity?: string;
  optional?: boolean;
  hasInstallScript?: boolean;
  os?: string[];
}

const read = async (name: string) => JSON.parse(await readFile(new URL(`../../${name}`, import.meta.url), 'utf8'));
const locked = async () => {
  const { packages } = (await read('package-lock.json')) as { packages: Record<string, Locked> };
  return Object.entries(packages).filter(([path]) => path !== '');
};

test('every package that is installed is locked by its hash', async () => {
  const without = (await locked()).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  // Of a package for another system that the registry did not have, the lock knows only the version.
  expect(without.filter(([path, { optional, os }]) => !optional || !os || existsSync(path))).toEqual([]);
});

test('a package that would run a script while it is installed is named, and whether it may', async () => {
  const { allowScripts } = (await read('package.json')) as { allowScripts: Record<string, boolean> };
  const scripted = (await locked()).filter(([path, { hasInstallScript }]) => hasInstallScript && existsSync(path));
  expect(scripted.length).toBeGreaterThan(0);
  for (const [path] of scripted) expect(Object.keys(allowScripts)).toContain(path.replace(/^.*node_modules\//, ''));
});

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

/**
 * Checks how much JavaScript each page of the built site loads before it is shown, compressed as the site sends it.
 * What loads later, when somebody opens or comes to something, does not count. Prints the pages that are over
 * the budget; with --all every page. Without a build it checks nothing and says so.
 */

/** Compressed bytes a page. */
const budget = 250_000;

const { values } = parseArgs({
  options: { all: { type: 'boolean' }, build: { type: 'string', default: 'web/.next' } },
});
const build = values.build;

if (existsSync(join(build, 'build-manifest.json'))) checkPages();
else process.stdout.write(`${build}: the site is not built, so that its pages have no sizes yet.\n`);

function checkPages(): void {
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(build, file))).length;
    sizes.set(file, known);
    return known;
  };
  const manifest = JSON.parse(readFileSync(join(build, 'build-manifest.json'), 'utf8')) as { rootMainFiles: string[] };
  const pages = globSync(join(build, 'server/app/**/page_client-reference-manifest.js'))
    .flatMap((path) => scriptsOf(path))
    .map(([route, scripts]) => {
      const files = [...new Set([...manifest.rootMainFiles, ...scripts])];
      return { route: route.replace(/\/page$/, '') || '/', bytes: files.reduce((sum, file) => sum + sizeOf(file), 0) };
    })
    .sort((a, b) => b.bytes - a.bytes);
  if (pages.length === 0) throw new Error(`Expected pages in ${build}, received none.`);
  const over = pages.filter(({ bytes }) => bytes > budget);
  for (const { route, bytes } of values.all ? pages : over)
    process.stdout.write(`${route}: ${inKilobytes(bytes)} of JavaScript, and ${inKilobytes(budget)} is the most\n`);
  process.exitCode = over.length === 0 ? 0 : 1;
}

/** The scripts that Next.js writes into each page of a manifest, which is a program that fills a global variable. */
function scriptsOf(path: string): [route: string, scripts: string[]][] {
  const world = { globalThis: {} as { __RSC_MANIFEST?: Record<string, { entryJSFiles?: Record<string, string[]> }> } };
  vm.runInNewContext(readFileSync(path, 'utf8'), world);
  return Object.entries(world.globalThis.__RSC_MANIFEST ?? {}).map(([route, { entryJSFiles = {} }]) => [
    route,
    Object.values(entryJSFiles)
      .flat()
      .filter((file) => file.endsWith('.js')),
  ]);
}

function inKilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}

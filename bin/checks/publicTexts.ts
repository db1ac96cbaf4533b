import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const imported = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/**
 * The files that a page which needs no account is made of: everything that the routes outside of web/app/(signed-in)
 * import, also later, each with the route that leads there.
 */
export function publicFiles(): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string, route: string) => {
    if (found.has(file) || !existsSync(file)) return;
    found.set(file, route);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(imported))
      if (/\.tsx?$/.test(path!)) visit(normalize(join(dirname(file), path!)), route);
  };
  for (const route of globSync('web/app/**/*.tsx'))
    if (!route.includes('(signed-in)')) visit(normalize(route), normalize(route));
  return found;
}

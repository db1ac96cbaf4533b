import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * Preloaded where the server's sources run (`node --import ./server/decorators.ts server/main.ts`): TypeGraphQL's
 * decorators are more than Node's type stripping can do, so SWC compiles the files of this folder as they are loaded.
 * A general loader such as @swc-node/register asks about every file of every package, and doubles the time to start.
 */

const folder = new URL('./', import.meta.url).href;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith(folder) || !url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      configFile: false,
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true },
      },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

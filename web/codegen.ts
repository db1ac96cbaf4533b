import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

const folder = 'web/graphql/generated/';

/** Typed documents for every operation under web/graphql, from the schema that the server emits. */
const config: CodegenConfig = {
  schema: 'server/schema.graphql',
  documents: 'web/graphql/*.graphql',
  generates: {
    [folder]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown' },
        useTypeImports: true,
        enumsAsTypes: true,
      },
    },
  },
  hooks: { afterAllFileWrite: splitDocuments },
};

/**
 * Gives each document a file of its own, which graphql.ts exports again: a page then loads the documents that it uses,
 * and not those of the whole site.
 */
function splitDocuments(): void {
  rmSync(`${folder}documents`, { recursive: true, force: true });
  mkdirSync(`${folder}documents`);
  const path = `${folder}graphql.ts`;
  const lines = readFileSync(path, 'utf8').split('\n');
  const split = lines.map((line) => {
    const [, name, types] = /^export const (\w+) = .* as unknown as DocumentNode<(.*)>;$/.exec(line) ?? [];
    if (!name || !types) return line;
    const own = types.split(', ').filter((type) => /^\w+$/.test(type) && type !== 'unknown');
    writeFileSync(
      `${folder}documents/${name}.ts`,
      [
        "import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';",
        `import type { ${own.join(', ')} } from '../graphql.ts';`,
        '',
        line,
        '',
      ].join('\n'),
    );
    return `export { ${name} } from './documents/${name}.ts';`;
  });
  writeFileSync(path, split.join('\n'));
}

export default config;

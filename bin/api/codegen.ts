import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for every operation of the commands, from the schema that the server emits. */
const config: CodegenConfig = {
  schema: 'server/schema.graphql',
  documents: 'bin/**/*.graphql',
  importExtension: '.ts',
  generates: {
    'bin/api/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown' },
        useTypeImports: true,
        enumsAsTypes: true,
      },
    },
  },
};

export default config;

import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for every operation under web/graphql, from the schema that the server emits. */
const config: CodegenConfig = {
  schema: 'server/schema.graphql',
  documents: 'web/graphql/*.graphql',
  generates: {
    'web/graphql/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { scalars: { DateTime: 'string', JSON: 'unknown' }, useTypeImports: true, enumsAsTypes: true },
    },
  },
};

// biome-ignore lint/style/noDefaultExport: graphql-codegen reads the default export.
export default config;

import type { CodegenConfig } from '@graphql-codegen/cli';
import { schema } from './schema/index.ts';
import { sdlOf } from './schema/print.ts';

const config: CodegenConfig = {
  schema: sdlOf(schema),
  documents: 'src/client/documents/*.graphql',
  generates: {
    'schema/schema.graphql': { plugins: ['./schema/print.ts'] },
    'src/client/generated/possible-types.ts': { plugins: ['./schema/possible-types.ts'] },
    'src/client/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true, skipIndexFile: true },
      config: {
        documentMode: 'string',
        importExtension: '.ts',
        useTypeImports: true,
        strictScalars: true,
        scalars: { DateTime: 'string', LocalDate: 'string', URL: 'string' },
      },
    },
  },
};

export default config;

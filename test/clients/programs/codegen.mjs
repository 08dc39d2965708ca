/** graphql-codegen on the schema and the operations; what it makes must hold under `tsc --strict`. */
import { generate } from '@graphql-codegen/cli';

await generate(
  {
    schema: 'schema.graphql',
    documents: 'operations/*.graphql',
    silent: true,
    generates: {
      'typed/operations.ts': {
        plugins: ['typescript-operations', 'typed-document-node'],
        config: {
          strictScalars: true,
          useTypeImports: true,
          scalars: { Date: 'string', DateTime: 'string', JSON: 'unknown' },
        },
      },
    },
  },
  true,
);

import { readFileSync } from 'node:fs';
import graphql from '@graphql-eslint/eslint-plugin';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';

const { rules: recommended } = graphql.configs['flat/schema-recommended'];
const { rules: relay } = graphql.configs['flat/schema-relay'];

/** Values, which are part of the thing that holds them and have no identity of their own. */
const values = Object.values(buildSchema(readFileSync('schema.graphql', 'utf8')).getTypeMap())
  .filter((type) => isObjectType(type) && !type.getInterfaces().some(({ name }) => name === 'Node'))
  .filter((type) => !isInterfaceType(type) && !('id' in type.getFields()))
  .map(({ name }) => name);

export default [
  {
    files: ['schema.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    rules: {
      ...recommended,
      ...relay,
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          acceptedIdNames: ['id'],
          acceptedIdTypes: ['ID'],
          exceptions: { types: values, suffixes: ['Edge', 'Connection', 'PageInfo', 'Payload'] },
        },
      ],
      // Forward only: nobody reads a ranking backwards, and cursors need one order.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Short lists that do not grow are lists; facts and records are values of a page.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
    },
  },
];

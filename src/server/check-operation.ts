import { ApolloServerErrorCode } from '@apollo/server/errors';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { MAX_TOKENS, refusal, tooDeepToRead } from './operation-limits.ts';

const withCode = (error: GraphQLError, code: ApolloServerErrorCode): GraphQLError => {
  error.extensions['code'] = code;
  return error;
};

/** The document, or why it is refused: by the rules and with the codes that HTTP has. */
export function checkOperation(schema: GraphQLSchema, query: string): DocumentNode | GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS });
    const errors = validate(schema, document);
    if (errors.length === 0) return document;
    return errors.map((error) => withCode(error, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return [withCode(thrown, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)];
    if (thrown instanceof RangeError) return [refusal(tooDeepToRead())];
    throw thrown;
  }
}

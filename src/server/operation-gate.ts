import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLError, Kind, visit } from 'graphql';
import type { Context } from '../../schema/context.ts';
import { configError } from '../core/errors.ts';
import { isSignedIn, type Principal } from '../core/principal.ts';
import { text } from '../core/text.ts';
import { overLimit, refusal } from './operation-limits.ts';
import type { AskedOperation } from './operation-selections.ts';
import type { TrustedOperations } from './persisted-operations.ts';

export interface GateOptions {
  /** Outside production anybody may read the schema; in production those who are signed in (S27). */
  readonly production: boolean;
  /** null: any operation is answered. */
  readonly trusted: TrustedOperations | null;
}

/** Why a valid operation is not executed for its caller, over HTTP and on the socket alike. */
export type Gate = (
  operation: AskedOperation & { readonly source: string },
  principal: Principal,
) => GraphQLError | null;

export const operationGate =
  ({ production, trusted }: GateOptions): Gate =>
  (operation, principal) => {
    if (trusted !== null && !trusted.has(operation.source)) return refusal(notTrusted());
    if (production && !isSignedIn(principal) && asksForSchema(operation)) return refusal(schemaIsHidden());
    return overLimit(operation);
  };

export const gatePlugin = (gate: Gate): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, source, document, request, operationName, contextValue }) => {
      const { variables } = request;
      const error = gate({ schema, source, document, variables, operationName }, contextValue.principal);
      if (error) throw error;
    },
  }),
});

function asksForSchema({ document }: AskedOperation): boolean {
  let asks = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') asks = true;
    },
  });
  return asks;
}

const schemaIsHidden = () =>
  configError(
    'INTROSPECTION_OFF',
    text(
      'Lược đồ API chỉ mở cho người đã đăng nhập. Hãy gửi kèm mã truy cập, hoặc xem tệp schema.graphql kèm theo bản phát hành.',
      'The schema is open to those who are signed in. Send an API token, or read schema.graphql of the release.',
    ),
  );

const notTrusted = () =>
  configError(
    'OPERATION_NOT_TRUSTED',
    text(
      'Hệ thống chỉ trả lời các truy vấn trong danh sách đã duyệt (HUB_OPERATIONS). Hãy đề nghị quản trị viên thêm truy vấn này.',
      'The hub answers only the operations of its approved list (HUB_OPERATIONS). Ask the administrator to add this one.',
    ),
  );

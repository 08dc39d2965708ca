import type { RequestHandler } from 'express';
import type { ContextOf } from '../../schema/context.ts';
import { keyOf } from '../../schema/id.ts';
import { refusalOf } from '../../schema/rights/guard-root-fields.ts';
import { principalOf } from './authenticate.ts';
import { requestLanguage } from './request-language.ts';

/** The file of a publication byte for byte as it was hashed: "/export/publication.json?id=…". */
export function frozenCopyRoute(contextOf: ContextOf): RequestHandler {
  return async ({ query }, response) => {
    const context = contextOf({ language: requestLanguage(), principal: principalOf(response) });
    const refusal = refusalOf(['VIEW_RESULTS'], context);
    if (refusal) throw refusal;
    const key = keyOf('ResultPublication', String(query['id'] ?? ''));
    const { name, hash, document } = await context.hub.frozenCopy(key);
    response.set({ 'Cache-Control': 'private, no-cache', ETag: `"${hash}"` }).vary('Authorization, Cookie');
    response.attachment(name).type('application/json; charset=utf-8').send(document);
  };
}

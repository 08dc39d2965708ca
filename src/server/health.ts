import { Router } from 'express';
import type { Text } from '../core/text.ts';
import { requestLanguage } from './request-language.ts';

/** Why the hub cannot serve yet; empty when it can. */
export type Readiness = () => readonly Text[] | Promise<readonly Text[]>;

/** `/healthz`: the process lives. `/readyz`: it can answer, or why not. */
export function healthRoutes(readiness: Readiness): Router {
  return Router()
    .get('/healthz', (_request, response) => {
      response.json({ status: 'ok' });
    })
    .get('/readyz', async (_request, response) => {
      const reasons = (await readiness()).map((reason) => reason[requestLanguage()]);
      const isReady = reasons.length === 0;
      response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', reasons });
    });
}

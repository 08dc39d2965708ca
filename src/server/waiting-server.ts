import { createServer } from 'node:http';
import express from 'express';
import type { Text } from '../core/text.ts';
import { healthRoutes } from './health.ts';
import { answerNotFound } from './json-answers.ts';
import { listen } from './listen.ts';
import { rememberLanguage } from './request-language.ts';

/** Stands in for the server until the hub can be opened: it lives, and tells why it is not ready (F32). */
export async function startWaitingServer(
  port: number,
  host: string,
  reason: Text,
): Promise<{ close(): Promise<void> }> {
  const app = express().disable('x-powered-by');
  app.use(rememberLanguage);
  app.use(healthRoutes(() => [reason]));
  app.use(answerNotFound);
  const server = createServer(app);
  await listen(server, port, host);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import { type Language, languageOf } from '../core/text.ts';

/** Apollo formats errors without a context, so the language of a request goes along beside it. */
const language = new AsyncLocalStorage<Language>();

export const requestLanguage = (): Language => language.getStore() ?? 'vi';

export const rememberLanguage: RequestHandler = (request, response, next) => {
  response.vary('Accept-Language');
  language.run(languageOf(request.headers['accept-language']), next);
};

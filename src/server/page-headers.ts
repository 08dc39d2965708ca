import type { RequestHandler } from 'express';
import { isSecure, type Surroundings } from './session-cookie.ts';

/** Half a year, in seconds: browsers then ask for no page without TLS. */
const TLS_ONLY = 'max-age=15552000';

/** What browsers must not do with any answer (S38); a page that needs more says so itself. */
export const pageHeaders =
  (surroundings: Surroundings): RequestHandler =>
  (request, response, next) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'same-origin',
    });
    if (isSecure(request, surroundings)) response.set('Strict-Transport-Security', TLS_ONLY);
    next();
  };

import type { IncomingMessage } from 'node:http';
import type { Principal } from '../core/principal.ts';
import type { Authenticate } from './authenticate.ts';

/** Asked twice of one request, it answers what it answered first: a wrong credential is one try, not two. */
export function oncePerRequest(authenticate: Authenticate): Authenticate {
  const asked = new WeakMap<IncomingMessage, Promise<Principal>>();
  return (request, authorization) => {
    const answer = asked.get(request) ?? authenticate(request, authorization);
    asked.set(request, answer);
    return answer;
  };
}

import { request } from 'undici';
import { type Spent, spentOn } from '../kit/numbers.ts';
import { answerParent } from '../kit/worker.ts';
import type { PagesServed } from './page-server.ts';

/** What no pull can be faster than: the same requests, one after the other, and JSON.parse of each answer. */
answerParent<Pick<PagesServed, 'url' | 'requests'>, Spent>(async ({ url, requests }) => {
  const headers = { 'content-type': 'application/json' };
  const { seconds, processorSeconds } = await spentOn(async () => {
    for (const { path, body } of requests) {
      const answer = await request(url + path, { method: 'POST', headers, body });
      JSON.parse(await answer.body.text());
    }
  });
  return { seconds, processorSeconds };
});

import type { RequestHandler } from 'express';
import type { Text } from '../core/text.ts';
import { requestLanguage } from './request-language.ts';

const links: readonly (readonly [path: string, text: Text])[] = [
  ['/graphiql', { vi: 'Thử truy vấn bằng GraphiQL', en: 'Try queries in GraphiQL' }],
  ['/graphql', { vi: 'API GraphQL (POST, và graphql-ws)', en: 'GraphQL API (POST, and graphql-ws)' }],
  ['/readyz', { vi: 'Tình trạng sẵn sàng', en: 'Readiness' }],
  ['/metrics', { vi: 'Số đo vận hành (Prometheus)', en: 'Metrics for Prometheus' }],
  ['/healthz', { vi: 'Tiến trình còn hoạt động', en: 'Process alive' }],
];

const TAGLINE: Text = {
  vi: 'Lấy số liệu, chấm điểm chuyển đổi số và trả kết quả qua GraphQL.',
  en: 'Pulls the data, scores digital transformation and serves the result over GraphQL.',
};

export function homePage(version: string): RequestHandler {
  return (_request, response) => {
    const language = requestLanguage();
    const items = links.map(([path, text]) => `<li><a href="${path}">${path}</a> ${text[language]}</li>`);
    response
      .type('html')
      .send(
        `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>DTI Hub</title>` +
          `<h1>DTI Hub ${version}</h1><p>${TAGLINE[language]}</p><ul>${items.join('')}</ul></html>`,
      );
  };
}

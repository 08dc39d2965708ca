import { randomBytes } from 'node:crypto';
import { Router } from 'express';

const page = (nonce: string) => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>DTI Hub · GraphiQL</title>
<link rel="stylesheet" href="/graphiql/graphiql.css">
<div id="root"></div>
<script src="/graphiql/styles.js" nonce="${nonce}"></script>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</html>`;

/** The editor makes style sheets as it goes: those of its own code are let in by the nonce of the page. */
const STYLES = `
const { nonce } = document.currentScript;
const create = Document.prototype.createElement;
Document.prototype.createElement = function (...what) {
  const made = create.apply(this, what);
  if (made instanceof HTMLStyleElement) made.nonce = nonce;
  return made;
};`;

/** The worker names are those that the editor asks for. */
const START = `
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => '/graphiql/' + label + '.worker.js',
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  title: 'DTI Hub',
  endpoint: '/graphql',
  subscriptionsEndpoint: '/graphql',
  subscriptionsProtocol: 'WS',
  headers: JSON.stringify({ 'Accept-Language': 'vi' }),
});`;

/** Nothing comes from another host (S38). The editor places its lines by style attributes, which no nonce lets in. */
const policy = (nonce: string) =>
  `default-src 'self'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; font-src 'self' data:; ` +
  "img-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'";

/** The files are text inside a package, 9 MB that a hub without a visitor need not load. */
async function loadFiles(): Promise<ReadonlyMap<string, readonly [type: string, content: string]>> {
  const { css, js, editorWorkerService, graphqlWorker, jsonWorker } = await import(
    '@graphql-yoga/render-graphiql/graphiql'
  );
  return new Map([
    ['graphiql.css', ['css', css]],
    ['graphiql.js', ['js', js]],
    ['styles.js', ['js', STYLES]],
    ['start.js', ['js', START]],
    ['editorWorkerService.worker.js', ['js', editorWorkerService]],
    ['graphql.worker.js', ['js', graphqlWorker]],
    ['json.worker.js', ['js', jsonWorker]],
  ]);
}

export function graphiqlRoutes(): Router {
  let files: ReturnType<typeof loadFiles> | undefined;
  return Router()
    .get('/', (_request, response) => {
      const nonce = randomBytes(16).toString('base64');
      response.set('Content-Security-Policy', policy(nonce)).type('html').send(page(nonce));
    })
    .get('/:file', async (request, response, next) => {
      files ??= loadFiles();
      const file = (await files).get(request.params.file);
      if (!file) return next();
      response.set('Cache-Control', 'public, max-age=3600').type(file[0]).send(file[1]);
    });
}

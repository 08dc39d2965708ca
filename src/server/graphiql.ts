import { Router } from 'express';

const PAGE = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>DTI Hub · GraphiQL</title>
<link rel="stylesheet" href="/graphiql/graphiql.css">
<div id="root"></div>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</html>`;

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

/** The editor styles itself and loads its fonts from the style sheet; nothing comes from another host. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
  "worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'";

/** The files are text inside a package, 9 MB that a hub without a visitor need not load. */
async function loadFiles(): Promise<ReadonlyMap<string, readonly [type: string, content: string]>> {
  const { css, js, editorWorkerService, graphqlWorker, jsonWorker } = await import(
    '@graphql-yoga/render-graphiql/graphiql'
  );
  return new Map([
    ['graphiql.css', ['css', css]],
    ['graphiql.js', ['js', js]],
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
      response.set('Content-Security-Policy', POLICY).type('html').send(PAGE);
    })
    .get('/:file', async (request, response, next) => {
      files ??= loadFiles();
      const file = (await files).get(request.params.file);
      if (!file) return next();
      response.set('Cache-Control', 'public, max-age=3600').type(file[0]).send(file[1]);
    });
}

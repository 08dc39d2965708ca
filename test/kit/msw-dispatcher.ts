import { getResponse, type RequestHandler } from 'msw';
import { Agent, type Dispatcher } from 'undici';

const network = new Agent({ keepAliveTimeout: 1_000 });

/**
 * A dispatcher that asks msw's handlers first and sends on what none of them answers.
 * msw itself patches `fetch` and node:http only, so it never sees the undici package's requests.
 */
export const mswDispatcher = (handlers: RequestHandler[]): Dispatcher =>
  network.compose((dispatch) => (options, handler) => {
    const controller = controllerOf(handler);
    handler.onRequestStart?.(controller, null);
    requestOf(options)
      .then((request) => getResponse(handlers, request))
      .then(async (response) => {
        if (controller.aborted) return;
        if (response) await replay(response, controller, handler);
        else dispatch(options, handler);
      })
      .catch((error: Error) => controller.abort(error));
    return true;
  });

async function requestOf(options: Dispatcher.DispatchOptions): Promise<Request> {
  const body = typeof options.body === 'string' ? options.body : null;
  return new Request(new URL(options.path, String(options.origin)), {
    method: options.method,
    headers: options.headers as Record<string, string>,
    body,
  });
}

async function replay(
  response: Response,
  controller: Dispatcher.DispatchController,
  handler: Dispatcher.DispatchHandler,
): Promise<void> {
  if (response.type === 'error') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  handler.onResponseStart?.(controller, response.status, Object.fromEntries(response.headers));
  const body = Buffer.from(await response.arrayBuffer());
  if (controller.aborted) return;
  if (body.length > 0) handler.onResponseData?.(controller, body);
  handler.onResponseEnd?.(controller, {});
}

function controllerOf(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchController {
  let reason: Error | null = null;
  const controller: Dispatcher.DispatchController = {
    get aborted() {
      return reason !== null;
    },
    get reason() {
      return reason;
    },
    paused: false,
    abort(cause) {
      if (reason) return;
      reason = cause;
      handler.onResponseError?.(controller, cause);
    },
    pause() {},
    resume() {},
  };
  return controller;
}

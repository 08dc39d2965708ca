import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** The message of an error status. */
  readonly failure: string | null;
}

/** An OpenTelemetry collector that keeps what it is sent over OTLP/HTTP. */
export interface Collector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  readonly received: string;
  readonly service: string | undefined;
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: { stringValue?: string; intValue?: number | string; boolValue?: boolean };
}

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly attributes: readonly Attribute[];
        readonly status: { readonly code: number; readonly message?: string };
      }[];
    }[];
  }[];
}

const named = (attributes: readonly Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, boolValue } }) => [
      key,
      stringValue ?? boolValue ?? Number(intValue),
    ]),
  );

const ERROR = 2;

export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url === '/v1/traces') bodies.push(body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const parsed = () => bodies.map((body) => JSON.parse(body) as OtlpBody).flatMap((one) => one.resourceSpans);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get spans() {
      return parsed()
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map(({ spanId, parentSpanId, name, attributes, status }) => ({
          id: spanId,
          name,
          parent: parentSpanId || null,
          attributes: named(attributes),
          failure: status.code === ERROR ? (status.message ?? '') : null,
        }));
    },
    get received() {
      return bodies.join('\n');
    },
    get service() {
      return named(parsed()[0]?.resource.attributes ?? [])['service.name']?.toString();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

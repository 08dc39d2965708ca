import type { Attributes, Span as OtelSpan } from '@opentelemetry/api';
import { HubError } from '../core/errors.ts';
import type { Span, Tracer } from '../core/tracer.ts';
import { HUB_VERSION } from './version.ts';

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Spans go to an OpenTelemetry collector over OTLP/HTTP. Its packages are loaded here only, so that a hub
 * without a collector pays nothing for them.
 */
export async function openTracing(endpoint: string): Promise<Tracing> {
  const [api, { BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'dti-hub', 'service.version': HUB_VERSION }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  // Also keeps which span is the outer one across awaits.
  provider.register();
  const otel = provider.getTracer('dti-hub');
  const wrap = (span: OtelSpan): Span => ({
    note: (attributes) => void span.setAttributes(named(attributes)),
    end(failure) {
      // A code, never a message: collectors are not the place for what a source wrote.
      if (failure !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR, message: failure });
      span.end();
    },
  });
  return {
    tracer: {
      begin: (name, attributes) => wrap(otel.startSpan(name, { attributes: named(attributes) })),
      span: (name, attributes, work) =>
        otel.startActiveSpan(name, { attributes: named(attributes) }, async (active) => {
          const span = wrap(active);
          try {
            const result = await work(span);
            span.end();
            return result;
          } catch (thrown) {
            span.end(thrown instanceof HubError ? thrown.code : 'INTERNAL');
            throw thrown;
          }
        }),
    },
    close: async () => {
      await provider.shutdown();
      api.trace.disable();
      api.context.disable();
      api.propagation.disable();
    },
  };
}

const named = (attributes: Readonly<Record<string, string | number | boolean>>): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`hub.${name}`, value]));

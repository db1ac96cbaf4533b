import { context, propagation, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = () => trace.getTracer('downstream');

/**
 * Sends the spans of this process to an OpenTelemetry collector. Without an address nothing is recorded, and nothing of
 * OpenTelemetry but its empty interface is loaded.
 *
 * @param endpoint e.g. http://localhost:4318
 * @returns sends what is left, and ends
 */
export async function startTracing(serviceName: string, endpoint: string | undefined): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => {};
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, { BatchSpanProcessor, NodeTracerProvider }] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-node'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return () => provider.shutdown();
}

/** The W3C trace context of what is being done, to be read again by `continueTrace`; null where nothing is traced. */
export function currentTrace(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/**
 * Does `work` in a span of its own, which goes on with the trace that is named. An error is recorded and thrown on.
 *
 * @param traceParent W3C trace context; without one a new trace begins
 */
export function continueTrace<T>(
  traceParent: string | null | undefined,
  name: string,
  attributes: Record<string, string | number>,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const before = propagation.extract(context.active(), traceParent ? { traceparent: traceParent } : {});
  return tracer().startActiveSpan(name, { attributes }, before, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Records what began `seconds` ago and has ended just now. */
export function recordSpan(name: string, seconds: number, attributes: Record<string, string | number> = {}): void {
  const end = Date.now();
  tracer()
    .startSpan(name, { startTime: end - 1000 * seconds, attributes })
    .end(end);
}

/** Names the span that is open, and says more of it. */
export function describeSpan(name: string, attributes: Record<string, string | number> = {}): void {
  trace.getActiveSpan()?.updateName(name).setAttributes(attributes);
}

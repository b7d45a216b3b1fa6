import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Attributes,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { WatchStatement } from '../../db/client.ts';
import { statementSummaries } from '../../db/statement-summary.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Tracing } from './traced.ts';

export interface TracingOptions {
  /** Of a collector that takes OTLP over HTTP, without `/v1/traces`. */
  readonly endpoint: string;
  readonly serviceName: string;
  /** Of traces that begin here. */
  readonly share: number;
  /** How long spans wait for others to go along. */
  readonly delayMs?: number;
  /** How long a stop waits for the collector. */
  readonly patienceMs?: number;
}

const EXPORT_TIMEOUT_MS = 5_000;
const PATIENCE_MS = 3_000;
/** Spans beyond that are dropped: a collector that is slow or away costs memory so far, and nothing else. */
const MOST_WAITING = 2_048;
const LONGEST_VALUE = 4_000;

/** Spans by the conventions of OpenTelemetry: https://opentelemetry.io/docs/specs/semconv/ */
export function startTracing(options: TracingOptions): Tracing {
  const { endpoint, serviceName, share, delayMs = 2_000, patienceMs = PATIENCE_MS } = options;
  const url = new URL('v1/traces', endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href;
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    resource: resourceFromAttributes({
      'service.name': serviceName,
      'service.version': packageJson.version,
    }),
    spanLimits: { attributeValueLengthLimit: LONGEST_VALUE },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS }),
        maxQueueSize: MOST_WAITING,
        scheduledDelayMillis: delayMs,
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('newsgraph', packageJson.version);
  const contexts = new AsyncLocalStorageContextManager().enable();
  const propagator = new W3CTraceContextPropagator();
  const summaryOf = statementSummaries();

  function span<T>(name: string, attributes: Attributes, run: () => T): T {
    const parent = contexts.active();
    const began = tracer.startSpan(name, { attributes }, parent);
    return ending(began, () => contexts.with(trace.setSpan(parent, began), run));
  }

  const watchStatement: WatchStatement = (sql) => {
    const parent = contexts.active();
    // What goes on behind a request, or outside of any, is not traced.
    if (!trace.getSpan(parent)?.isRecording()) return () => {};
    const summary = summaryOf(sql);
    const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': summary, 'db.query.text': sql };
    const began = tracer.startSpan(summary, { kind: SpanKind.CLIENT, attributes }, parent);
    return (error) => {
      if (error) failed(began, error);
      began.end();
    };
  };

  function request(req: IncomingMessage, res: ServerResponse, requestId: string, run: () => Promise<void>) {
    const parent = propagator.extract(ROOT_CONTEXT, req.headers, defaultTextMapGetter);
    const method = req.method ?? 'GET';
    const path = req.url?.split('?', 1)[0]?.slice(0, 100) ?? '/';
    const attributes = {
      'http.request.method': method,
      'url.path': path,
      'url.scheme': 'http',
      'newsgraph.request_id': requestId,
    };
    const began = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
    res.once('close', () => {
      began.setAttribute('http.response.status_code', res.statusCode);
      if (res.statusCode >= 500) began.setStatus({ code: SpanStatusCode.ERROR });
      began.end();
    });
    return contexts.with(trace.setSpan(parent, began), run);
  }

  return {
    span,
    request,
    watchStatement,
    async stop() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
      contexts.disable();
    },
  };
}

function ending<T>(span: Span, run: () => T): T {
  try {
    const result = run();
    if (!(result instanceof Promise)) {
      span.end();
      return result;
    }
    const end = (error: unknown) => {
      if (error) failed(span, error);
      span.end();
    };
    result.then(() => end(null), end);
    return result;
  } catch (error) {
    failed(span, error);
    span.end();
    throw error;
  }
}

/** Messages of errors may hold values of variables. */
function failed(span: Span, error: unknown): void {
  const { code, name } = error as { code?: unknown; name?: unknown };
  span.setAttribute('error.type', String(code ?? name ?? 'unknown'));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

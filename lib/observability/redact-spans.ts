import 'server-only'
import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node'

/**
 * An exporter that takes out what a collector must not get: queries of addresses, which Next.js has
 * in its spans and which hold authorization codes and names, and the messages of errors.
 */
export function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(redact), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}

function redact(span: ReadableSpan): ReadableSpan {
  const { message, ...status } = span.status
  return Object.create(span, {
    name: { value: withoutQuery(span.name) },
    attributes: { value: redactAttributes(span.attributes) },
    events: {
      value: span.events.map((event) => ({
        ...event,
        name: withoutQuery(event.name),
        attributes: redactAttributes(event.attributes ?? {}),
      })),
    },
    // The name of an error is one word.
    status: { value: message && /^\w+$/.test(message) ? span.status : status },
  }) as ReadableSpan
}

const MESSAGES = ['exception.message', 'exception.stacktrace']

function redactAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => !MESSAGES.includes(name))
      .map(([name, value]) => [name, redactValue(value)]),
  )
}

function redactValue(value: Attributes[string]): Attributes[string] {
  if (typeof value === 'string') return withoutQuery(value)
  if (!Array.isArray(value)) return value
  return value.map((one) => (typeof one === 'string' ? withoutQuery(one) : one)) as typeof value
}

function withoutQuery(text: string): string {
  return text.replace(/[?#]\S*/g, '')
}

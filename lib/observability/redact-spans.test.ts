import { SpanStatusCode } from '@opentelemetry/api'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { expect, it } from 'vitest'
import { withoutSecrets } from './redact-spans'

it('leaves neither queries nor the messages of errors in what is exported', () => {
  const exporter = new InMemorySpanExporter()
  const spanProcessors = [new SimpleSpanProcessor(withoutSecrets(exporter))]
  const tracer = new NodeTracerProvider({ spanProcessors }).getTracer('test')
  const span = tracer.startSpan('GET /callback?code=secret')
  span.setAttributes({
    'http.target': '/callback?code=secret&state=secret',
    'http.url': 'https://localhost:3000/callback#secret',
    'http.status_code': 302,
    list: ['/a?secret', '/b'],
  })
  span.recordException(new TypeError('secret'))
  span.addEvent('GET /callback?code=secret')
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'no user secret@contoso.example' })
  span.end()
  const named = tracer.startSpan('ACS issueToken')
  named.setStatus({ code: SpanStatusCode.ERROR, message: 'TimeoutError' })
  named.end()

  const [first, second] = exporter.getFinishedSpans()
  expect(first).toMatchObject({
    name: 'GET /callback',
    attributes: {
      'http.target': '/callback',
      'http.url': 'https://localhost:3000/callback',
      'http.status_code': 302,
      list: ['/a', '/b'],
    },
  })
  const { name, attributes, events, status } = first!
  expect(JSON.stringify({ name, attributes, events, status })).not.toContain('secret')
  expect(events[0]?.attributes).toEqual({ 'exception.type': 'TypeError' })
  expect(second?.status.message).toBe('TimeoutError')
  expect(second?.spanContext().traceId).toMatch(/^[\da-f]{32}$/)
})

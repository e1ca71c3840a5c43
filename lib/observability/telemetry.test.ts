import { metrics } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { circuitStates, recordPageRequest, recordRequest, watchCircuit } from './telemetry'

vi.mock('./log', () => ({ log: () => ({ debug: vi.fn() }) }))

const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA)
const reader = new PeriodicExportingMetricReader({ exporter })

beforeAll(() => void metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] })))
beforeEach(() => exporter.reset())

async function recorded(): Promise<Record<string, unknown>[]> {
  await reader.forceFlush()
  const [metric] = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics[0]?.metrics ?? [])
  return metric?.dataPoints.map(({ attributes }) => attributes) ?? []
}

const completed = (path: string, status = 200, method = 'GET') => ({
  method,
  path,
  status,
  seconds: 0.1,
})

it('counts pages by their path, and what made-up paths and methods there are as one', async () => {
  recordPageRequest(completed('/identity'))
  recordPageRequest(completed('/_next/static/chunks/a.js'))
  recordPageRequest(completed('/wp-login.php', 404))
  recordPageRequest(completed('/', 405, 'BREW'))
  expect(await recorded()).toEqual([
    {
      'http.request.method': 'GET',
      'http.route': '/identity',
      'http.response.status_code': 200,
    },
    { 'http.request.method': 'GET', 'http.route': '/_next', 'http.response.status_code': 200 },
    { 'http.request.method': 'GET', 'http.route': 'other', 'http.response.status_code': 404 },
    { 'http.request.method': '_OTHER', 'http.route': '/', 'http.response.status_code': 405 },
  ])
})

it('leaves to the API what is the API’s, and counts no probes', async () => {
  for (const path of ['/api', '/api/token', '/openapi.json', '/sign-out']) {
    recordPageRequest(completed(path))
  }
  recordRequest(completed('/api/health/live'))
  recordRequest(completed('/api/health/ready', 503))
  expect(await recorded()).toEqual([])
})

it('says of several circuits around one service the worst', () => {
  watchCircuit('a service', () => 2)
  watchCircuit('a service', () => 0)
  watchCircuit('another', () => 1)
  expect([...circuitStates()]).toEqual([
    ['a service', 2],
    ['another', 1],
  ])
})

import 'server-only'
import type { Meter } from '@opentelemetry/api'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

const NANOSECONDS = 1e9
const MICROSECONDS = 1e6

/**
 * Observes the process: memory, processor time, and how busy and how late its event loop is. Names
 * and units are OpenTelemetry's.
 * Source: https://opentelemetry.io/docs/specs/semconv/runtime/nodejs-metrics/
 */
export function observeProcess(meter: Meter): void {
  meter
    .createObservableUpDownCounter('process.memory.usage', { unit: 'By' })
    .addCallback((result) => result.observe(process.memoryUsage.rss()))
  meter.createObservableCounter('process.cpu.time', { unit: 's' }).addCallback((result) => {
    const { user, system } = process.cpuUsage()
    result.observe(user / MICROSECONDS, { 'cpu.mode': 'user' })
    result.observe(system / MICROSECONDS, { 'cpu.mode': 'system' })
  })
  observeEventLoop(meter)
}

function observeEventLoop(meter: Meter): void {
  let last = performance.eventLoopUtilization()
  meter
    .createObservableGauge('nodejs.eventloop.utilization', { unit: '1' })
    .addCallback((result) => {
      const now = performance.eventLoopUtilization()
      result.observe(performance.eventLoopUtilization(now, last).utilization)
      last = now
    })
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const gauge = (name: string) =>
    meter.createObservableGauge(`nodejs.eventloop.delay.${name}`, { unit: 's' })
  const gauges = {
    mean: gauge('mean'),
    max: gauge('max'),
    p50: gauge('p50'),
    p99: gauge('p99'),
  }
  meter.addBatchObservableCallback((result) => {
    // Nothing was measured since the last time: then the mean is none.
    if (delay.count > 0) {
      result.observe(gauges.mean, delay.mean / NANOSECONDS)
      result.observe(gauges.max, delay.max / NANOSECONDS)
      result.observe(gauges.p50, delay.percentile(50) / NANOSECONDS)
      result.observe(gauges.p99, delay.percentile(99) / NANOSECONDS)
    }
    delay.reset()
  }, Object.values(gauges))
}

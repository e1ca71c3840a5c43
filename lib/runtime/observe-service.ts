import 'server-only'
import type { Meter } from '@opentelemetry/api'
import { measurePending } from '@/lib/identity/pending/measure-pending'
import { log } from '@/lib/observability/log'
import { circuitStates } from '@/lib/observability/telemetry'

/** Observes the circuits around the remote services, and what is still to be done at ACS. */
export function observeService(meter: Meter): void {
  meter
    .createObservableGauge('upstream.circuit.state', {
      description: 'Around each remote service: 0 closed, 1 half open, 2 open.',
    })
    .addCallback((result) => {
      for (const [upstream, state] of circuitStates()) result.observe(state, { upstream })
    })
  const operations = meter.createObservableGauge('pending_operation.count', {
    unit: '{operation}',
    description: 'Deletions and revocations that ACS has not done yet, of all instances.',
  })
  const age = meter.createObservableGauge('pending_operation.age', {
    unit: 's',
    description: 'For how long, at least, the oldest of them has been waiting.',
  })
  meter.addBatchObservableCallback(
    async (result) => {
      const pending = await measurePending().catch((err: unknown) => {
        log().warn({ err }, 'pending operations not measured')
        return null
      })
      if (!pending) return
      result.observe(operations, pending.count)
      result.observe(age, pending.oldestSeconds)
    },
    [operations, age],
  )
}

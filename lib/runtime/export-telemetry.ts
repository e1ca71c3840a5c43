import 'server-only'
import { metrics } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { instanceId, serviceVersion } from '@/lib/observability/instance'
import { observeProcess } from '@/lib/observability/observe-process'
import { observeService } from './observe-service'
import { withoutSecrets } from '@/lib/observability/redact-spans'
import { SCOPE } from '@/lib/observability/telemetry'

/**
 * Sends traces and metrics to the OTLP collector that OTEL_EXPORTER_OTLP_ENDPOINT names, over HTTP. The
 * other OTEL_… variables of the specification are read, too.
 * Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function exportTelemetry(): void {
  const resource = defaultResource()
    .merge(
      resourceFromAttributes({
        'service.name': SCOPE,
        'service.version': serviceVersion,
        'service.instance.id': instanceId(),
      }),
    )
    .merge(detectResources({ detectors: [envDetector] }))
  const traces = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(withoutSecrets(new OTLPTraceExporter()))],
  })
  const measurements = new MeterProvider({
    resource,
    readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })],
  })
  traces.register()
  metrics.setGlobalMeterProvider(measurements)
  const meter = measurements.getMeter(SCOPE)
  observeProcess(meter)
  observeService(meter)
  flushBeforeExit([traces, measurements])
}

// Whoever ends the process well has no hook to wait for. A second signal, or a fault, isn't kept waiting.
// The exporters give up after 10 s.
function flushBeforeExit(providers: { forceFlush(): Promise<void> }[]): void {
  const exit = process.exit.bind(process)
  process.exit = ((code) => {
    if (code) return exit(code)
    void Promise.allSettled(providers.map((one) => one.forceFlush())).then(() => exit(code))
  }) as typeof process.exit
}

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

/**
 * Sends traces and metrics to the OTLP collector that OTEL_EXPORTER_OTLP_ENDPOINT names, over HTTP. The
 * other OTEL_… variables of the specification are read, too.
 * Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function exportTelemetry(): void {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'acs-authentication-server' }))
    .merge(detectResources({ detectors: [envDetector] }))
  const traces = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const measurements = new MeterProvider({
    resource,
    readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })],
  })
  traces.register()
  metrics.setGlobalMeterProvider(measurements)
  // What is still waiting for the next batch.
  process.once('SIGTERM', () => {
    void Promise.allSettled([traces.forceFlush(), measurements.forceFlush()])
  })
}

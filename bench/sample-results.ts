// What tests have in place of a run.
import type { Sample } from './load'
import { BASELINE, type Results, rowsOf } from './results'

/** One run of a target, by default at 16 connections. */
export function sample(target: string, figures: Partial<Sample> = {}): Sample {
  return {
    target,
    connections: 16,
    cloudMs: 0,
    requestsPerSecond: 1000,
    p50: 10,
    p99: 20,
    processorMs: 1,
    cloudCalls: 0,
    failed: 0,
    ...figures,
  }
}

/** Results of a run in which a bare route of Next.js did 1000 requests per second. */
export function sampleResults(samples: Sample[], figures: Partial<Results> = {}): Results {
  return {
    machine: { node: 'v20.0.0', processor: 'a processor', cores: 2 },
    rows: rowsOf([sample(BASELINE), ...samples]),
    firstResponses: [],
    memory: [],
    ...figures,
  }
}

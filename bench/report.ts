import { type Goal, goalsOf, isReached } from './goals'
import type { Machine, Results, Workers } from './results'
import { table } from './table'

/** What a run found, in Markdown. */
export function report(results: Results): string {
  const { machine, rows, firstResponses, memory, workers } = results
  return [
    '# Results of the benchmark',
    introduction(machine),
    table(
      [
        'target',
        'connections',
        'cloud ms',
        'req/s',
        'of bare Next.js',
        'CPU ms',
        'p50 ms',
        'p99 ms',
        'cloud calls',
        'failed',
      ],
      rows.map((row) => [
        row.target,
        row.connections,
        row.cloudMs,
        Math.round(row.requestsPerSecond),
        row.ofBareNext.toFixed(2),
        row.processorMs.toFixed(2),
        row.p50,
        row.p99,
        row.cloudCalls.toFixed(2),
        row.failed,
      ]),
    ),
    table(
      ['first response after the start', 'ms', 'starts'],
      firstResponses.map(({ server, milliseconds, starts }) => [
        server,
        Math.round(milliseconds),
        starts,
      ]),
    ),
    table(
      ['resident memory', 'at rest, MB', 'after load, MB'],
      memory.map(({ server, atRest, afterLoad }) => [server, atRest, afterLoad]),
    ),
    ...(workers ? [describeWorkers(workers)] : []),
    table(['goal', 'measured', 'wanted', ''], goalsOf(results).map(goalRow)),
  ].join('\n\n')
}

function introduction({ node, processor, cores }: Machine): string {
  return `Written by \`npm run bench\`: [how to read and repeat it](README.md). Node.js ${node}, ${processor}, ${cores} cores.`
}

function describeWorkers({ shares, one, two, processorRatio }: Workers): string {
  const percent = shares.map((share) => `${(share * 100).toFixed(0)} %`).join(' and ')
  return table(
    ['warm `GET /api/token`', 'one worker', 'two workers'],
    [
      ['req/s', Math.round(one), Math.round(two)],
      ['CPU ms, of one worker', '1.00', processorRatio.toFixed(2)],
      ['share of the requests of each', '100 %', percent],
    ],
  )
}

function goalRow(goal: Goal): (string | number)[] {
  const wanted = goal.atLeast === undefined ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`
  const measured = Number(goal.measured.toPrecision(3))
  return [goal.name, measured, wanted, isReached(goal) ? 'reached' : 'missed']
}

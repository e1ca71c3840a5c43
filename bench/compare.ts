import { findRow, type Results } from './results'
import { table } from './table'

// One machine differs that much from hour to hour.
const TOLERANCE = 1.25

/** What changed between two runs, in Markdown: each figure now in relation to then. */
export function compare(now: Results, then: Results): string {
  const changes = now.rows.map((row) => {
    const { target, connections, cloudMs } = row
    const before = findRow(then, target, connections, cloudMs)
    const load = [target, connections, cloudMs]
    if (!before) return [...load, '–', '–', 'new']
    const requests = row.ofBareNext / before.ofBareNext
    const processor = row.processorMs / before.processorMs
    const isWorse = requests < 1 / TOLERANCE || processor > TOLERANCE
    return [...load, requests.toFixed(2), processor.toFixed(2), isWorse ? 'worse' : '']
  })
  return [
    'Now in relation to bench/results.json:',
    ...(isSameMachine(now, then) ? [] : ['That was another machine: CPU ms compare with care.']),
    table(['target', 'connections', 'cloud ms', 'of bare Next.js', 'CPU ms', ''], changes),
  ].join('\n\n')
}

function isSameMachine({ machine }: Results, { machine: other }: Results): boolean {
  return JSON.stringify(machine) === JSON.stringify(other)
}

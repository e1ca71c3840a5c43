/** The share of faults that the tests have to notice, in percent. */
export const MINIMUM = 90

interface Position {
  line: number
  column: number
}

interface Mutant {
  status: string
  mutatorName: string
  replacement?: string
  location: { start: Position; end: Position }
}

/** What StrykerJS reports. */
export interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>
}

/** A fault that nobody has to notice. */
export interface Accepted {
  file: string
  code: string
  fault: string
  reason: string
}

interface Fault {
  file: string
  place: string
  status: string
  code: string
  fault: string
  reason?: string | undefined
}

/** The share of noticed faults, and a report that names each of the others by its place. */
export function summarize({ files }: Report, accepted: Accepted[]) {
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => describe(file, source, mutant)),
  )
  const noticed = all.filter(({ status }) => status === 'Killed' || status === 'Timeout')
  const missed = all
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map((fault) => ({ ...fault, reason: accepted.find((one) => isSame(one, fault))?.reason }))
  const counted = noticed.length + missed.length
  const share = counted === 0 ? 0 : (100 * noticed.length) / counted
  const lines = [
    ...section(
      'Not noticed',
      missed.filter(({ reason }) => reason === undefined),
    ),
    ...section(
      'Not noticed, and accepted',
      missed.filter(({ reason }) => reason !== undefined),
    ),
    '',
    `${counted} faults planted, ${noticed.length} noticed: ${share.toFixed(1)} % (at least ${MINIMUM} % are needed)`,
  ]
  return { share, lines }
}

function describe(file: string, source: string, mutant: Mutant): Fault {
  const { status, replacement = '', location } = mutant
  const { start, end } = location
  const rows = source.split('\n').slice(start.line - 1, end.line)
  rows[rows.length - 1] = (rows.at(-1) ?? '').slice(0, end.column - 1)
  rows[0] = (rows[0] ?? '').slice(start.column - 1)
  const place = `${file}:${start.line}:${start.column}`
  return { file, place, status, code: oneLine(rows.join('\n')), fault: oneLine(replacement) }
}

function isSame(one: Accepted, { file, code, fault }: Fault): boolean {
  return one.file === file && one.code === code && one.fault === fault
}

function section(title: string, faults: Fault[]): string[] {
  if (faults.length === 0) return []
  const entries = faults.map(({ place, code, fault, reason }) =>
    [`  ${place}`, `    ${code}`, `    → ${fault}`, ...(reason ? [`    ${reason}`] : [])].join(
      '\n',
    ),
  )
  return ['', `${title}: ${faults.length}`, ...entries]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

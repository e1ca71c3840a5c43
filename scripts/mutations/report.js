/** The share of faults that the tests have to notice, in percent. */
export const MINIMUM = 90

/**
 * @typedef {{ line: number, column: number }} Position
 * @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: Position, end: Position } }} Mutant
 * @typedef {{ files: Record<string, { source: string, mutants: Mutant[] }> }} Report of StrykerJS
 * @typedef {{ file: string, code: string, fault: string, reason: string }} Accepted a fault that nobody has to notice
 */

/**
 * The share of noticed faults, and a report that names each of the others by its place.
 * @param {Report} report
 * @param {Accepted[]} accepted
 */
export function summarize({ files }, accepted) {
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

/** @param {string} file @param {string} source @param {Mutant} mutant */
function describe(file, source, { status, replacement = '', location: { start, end } }) {
  const rows = source.split('\n').slice(start.line - 1, end.line)
  rows[rows.length - 1] = (rows.at(-1) ?? '').slice(0, end.column - 1)
  rows[0] = (rows[0] ?? '').slice(start.column - 1)
  const place = `${file}:${start.line}:${start.column}`
  return { file, place, status, code: oneLine(rows.join('\n')), fault: oneLine(replacement) }
}

/** @param {Accepted} one @param {{ file: string, code: string, fault: string }} fault */
function isSame(one, { file, code, fault }) {
  return one.file === file && one.code === code && one.fault === fault
}

/** @param {string} title @param {{ place: string, code: string, fault: string, reason: string | undefined }[]} faults */
function section(title, faults) {
  if (faults.length === 0) return []
  const entries = faults.map(({ place, code, fault, reason }) =>
    [`  ${place}`, `    ${code}`, `    → ${fault}`, ...(reason ? [`    ${reason}`] : [])].join(
      '\n',
    ),
  )
  return ['', `${title}: ${faults.length}`, ...entries]
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim()
}

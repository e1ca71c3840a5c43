const EVERY = 100

/** Says something to whoever runs the command: on standard error, as standard output is for data. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** What came of each mapping, counted; progress is said as it goes. */
export interface Report {
  /** Counts what came of one. A conflict is put on standard output. */
  add(outcome: string, conflict?: object): void
  /** How many conflicts there were. Says the sums. */
  finish(): number
}

export function createReport(): Report {
  const counts = new Map<string, number>()
  let total = 0
  let conflicts = 0
  const sums = () => [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
  return {
    add(outcome, conflict) {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      total++
      if (conflict) {
        conflicts++
        process.stdout.write(`${JSON.stringify({ ...conflict, conflict: outcome })}\n`)
      }
      if (total % EVERY === 0) say(`${total} so far: ${sums()}`)
    },
    finish() {
      say(total === 0 ? 'Nothing was found.' : `${total} in all: ${sums()}.`)
      return conflicts
    },
  }
}

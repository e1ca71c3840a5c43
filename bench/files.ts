import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { chart, THEMES } from './chart'
import { report } from './report'
import type { Results } from './results'

const RESULTS = 'bench/results.json'

/** The results that are kept in the repository, if there are any. */
export function readKept(): Results | undefined {
  if (!existsSync(RESULTS)) return undefined
  return JSON.parse(readFileSync(RESULTS, 'utf8')) as Results
}

/** Keeps results in the repository: as JSON, as tables, and as charts. */
export async function keep(results: Results): Promise<void> {
  const formatted = async (file: string, text: string) => {
    const style = await resolveConfig(file)
    await writeFile(file, await format(text, { ...style, filepath: file }))
  }
  await formatted(RESULTS, JSON.stringify(results, rounded))
  await formatted('bench/results.md', report(results))
  for (const [name, theme] of Object.entries(THEMES)) {
    await writeFile(`docs/performance-${name}.svg`, chart(results.rows, theme))
  }
}

// More digits would say more than was measured.
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}

import { expect, it } from 'vitest'
import { summarize } from './report'

function mutant(status: string, line: number, from: number, to: number, replacement: string) {
  const location = { start: { line, column: from }, end: { line, column: to } }
  return { status, mutatorName: 'Any', replacement, location }
}

const source = 'if (isAllowed) {\n  letIn(caller)\n}'
const report = {
  files: {
    'lib/door.ts': {
      source,
      mutants: [
        mutant('Killed', 1, 5, 14, 'true'),
        mutant('Timeout', 1, 5, 14, 'false'),
        mutant('Survived', 2, 3, 16, ''),
        mutant('NoCoverage', 1, 1, 3, 'while'),
        mutant('Ignored', 1, 1, 3, 'else'),
        mutant('RuntimeError', 1, 1, 3, 'do'),
      ],
    },
  },
}

it('counts what was noticed of what was planted', () => {
  const { share, lines } = summarize(report, [])
  expect(share).toBe(50)
  expect(lines.at(-1)).toMatch(/^4 faults planted, 2 noticed: 50\.0 %/)
})

it('names the faults that were not noticed by their place', () => {
  const { lines } = summarize(report, [])
  expect(lines).toContain('Not noticed: 2')
  expect(lines.join('\n')).toContain('lib/door.ts:2:3\n    letIn(caller)')
})

it('gives the reason of those that are accepted, which count all the same', () => {
  const accepted = [
    { file: 'lib/door.ts', code: 'letIn(caller)', fault: '', reason: 'Nobody is there.' },
  ]
  const { share, lines } = summarize(report, accepted)
  expect(share).toBe(50)
  expect(lines).toContain('Not noticed: 1')
  expect(lines).toContain('Not noticed, and accepted: 1')
  expect(lines.join('\n')).toContain('Nobody is there.')
})

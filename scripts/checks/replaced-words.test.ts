import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { identifiers, kept, phrases, spellings } from './replaced-words'

const TEXT = /\.(css|js|json|md|prisma|sql|tsx?|yml)$|^\.[\w.]+$/
// The changelog tells what was replaced, and so do the lists.
const EXCEPT = ['CHANGELOG.md', 'package-lock.json', 'scripts/checks/replaced-words.ts']

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => TEXT.test(file) && !EXCEPT.includes(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8').replace(kept, '') }))

/** Where any of the words stands, as `file: word`. */
function found(words: string[], flags: string, edge = ''): string[] {
  const pattern = new RegExp(`${edge}(${words.map(escape).join('|')})${edge}`, flags)
  return files.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([word]) => `${file}: ${word}`),
  )
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

it('no identifier that was replaced is back', () => {
  expect(found(Object.keys(identifiers), 'g', '\\b')).toEqual([])
})

it('no phrase that was replaced is back', () => {
  expect(found(Object.keys(phrases), 'g')).toEqual([])
})

it('spelling is American', () => {
  expect(found(Object.keys(spellings), 'gi')).toEqual([])
})

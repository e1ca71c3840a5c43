import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
const map = /## Where things are\s+```\n(.+?)```/s.exec(readme)?.[1] ?? ''

function isThere(path: string): boolean {
  return existsSync(new URL(path, import.meta.url))
}

test('the map of the README names files and folders that are there', () => {
  const names = map.split('\n').flatMap((line) => line.split(/ {3,}/)[0]?.match(/\S+/g) ?? [])
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter((name) => !isThere(name))).toEqual([])
})

test('every file that the README mentions is there', () => {
  const mentioned = [...readme.matchAll(/`([\w./-]+\.(?:ts|json)|\w+\/)`/g)].map(
    ([, path = '']) => path,
  )
  const options = [...readme.matchAll(/--seed (emulator\/\S+)/g)].map(
    ([, path = '']) => `../${path}`,
  )
  expect(options).toHaveLength(1)
  expect([...mentioned, ...options].filter((path) => !isThere(path))).toEqual([])
})

test('the guesses are numbered through, and the tables name none that is not there', () => {
  const [, tables = '', guesses = ''] =
    /## How true it is(.+?)### Guesses(.+?)## How fast it is/s.exec(readme) ?? []
  const numbers = [...guesses.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
  expect(numbers.length).toBeGreaterThan(20)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  const named = tables
    .split('\n')
    .map((row) => row.split(' | ')[2] ?? '')
    .filter((cell) => /^[\d,– ]+$/.test(cell))
    .flatMap((cell) => cell.match(/\d+/g)?.map(Number) ?? [])
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((number) => !numbers.includes(number))).toEqual([])
})

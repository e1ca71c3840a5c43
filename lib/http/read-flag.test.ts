import { expect, it } from 'vitest'
import { readFlag } from './read-flag'

const read = (query: string) =>
  readFlag(new Request(`http://localhost/api/token${query}`), 'create')

it.each([
  ['', false],
  ['?create=true', true],
  ['?create=false', false],
  ['?other=true', false],
  ['?create=true&other=any', true],
])('of the query “%s” the flag is %s', (query, value) => {
  expect(read(query)).toBe(value)
})

it.each([
  '?create',
  '?create=',
  '?create=1',
  '?create=TRUE',
  '?create=truer',
  '?create=untrue',
  '?create=true&create=true',
])('the query “%s” does not fit', (query) => {
  const refused = expect.objectContaining({
    code: 'invalid_request',
    errors: [{ path: 'create', message: 'Must be true or false.' }],
  }) as Error
  expect(() => read(query)).toThrow(refused)
})

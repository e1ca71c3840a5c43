import { expect, test } from 'vitest'
import { entraTokenLifetime, parseTokenLifetimes } from './token-lifetimes'

test('one number is for all tokens, a list is for those it names', () => {
  expect(parseTokenLifetimes('300')).toEqual({ api: 300, graph: 300, teams: 300, acs: 300 })
  expect(parseTokenLifetimes('api=3600,graph=61')).toEqual({ api: 3600, graph: 61 })
})

test.each(['', 'graph', 'graph=', 'graph=0', 'graph=-1', 'mail=60'])('"%s" is rejected', (text) => {
  expect(() => parseTokenLifetimes(text)).toThrow('--tokens-ttl')
})

test('without a setting tokens live 60 to 75 minutes', () => {
  const lifetimes = Array.from({ length: 200 }, () => entraTokenLifetime({ graph: 61 }, 'api'))
  expect(Math.min(...lifetimes)).toBeGreaterThanOrEqual(3600)
  expect(Math.max(...lifetimes)).toBeLessThanOrEqual(4500)
  expect(entraTokenLifetime({ graph: 61 }, 'graph')).toBe(61)
})

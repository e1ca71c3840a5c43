import { expect, test } from 'vitest'
import { readArguments } from './arguments'

test('nothing given means the defaults', () => {
  expect(readArguments([])).toEqual({})
})

test('each option is read', () => {
  const argv = ['--port', '4011', '--state', 'a.json', '--seed', 'b.json', '--tokens-ttl', '90']
  expect(readArguments(argv)).toEqual({
    port: 4011,
    stateFile: 'a.json',
    seedFile: 'b.json',
    lifetimes: { api: 90, graph: 90, teams: 90, acs: 90 },
  })
})

test('an unknown option or a port that is none is told', () => {
  expect(() => readArguments(['--prot', '1'])).toThrow('See --help.')
  expect(() => readArguments(['--port', '70000'])).toThrow('not "70000"')
})

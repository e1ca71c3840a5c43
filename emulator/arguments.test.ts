import { expect, test } from 'vitest'
import { readArguments } from './arguments'

function optionsOf(...argv: string[]) {
  return readArguments(argv).options
}

test('nothing given means a start with the defaults', () => {
  expect(readArguments([])).toEqual({ command: 'start', options: {} })
})

test('each option is read', () => {
  const argv = ['--port', '4011', '--state', 'a.json', '--seed', 'b.json', '--tokens-ttl', '90']
  expect(optionsOf(...argv, '--host', '0.0.0.0')).toEqual({
    port: 4011,
    host: '0.0.0.0',
    stateFile: 'a.json',
    seedFile: 'b.json',
    lifetimes: { api: 90, graph: 90, teams: 90, acs: 90 },
  })
})

test('https is by a development certificate, or by one of your own', () => {
  expect(optionsOf('--https')).toEqual({ https: true })
  const own = { certificateFile: 'a.pem', keyFile: 'b.pem' }
  expect(optionsOf('--cert', 'a.pem', '--key', 'b.pem')).toEqual({ https: own })
  expect(() => optionsOf('--cert', 'a.pem')).toThrow('--cert and --key go together.')
})

test('an origin is written as browsers write it', () => {
  expect(optionsOf('--origin', 'https://emulator.example:8443/')).toEqual({
    origin: 'https://emulator.example:8443',
  })
  for (const text of ['emulator.example', 'ftp://emulator.example', 'https://emulator.example/a']) {
    expect(() => optionsOf('--origin', text)).toThrow(`not "${text}"`)
  }
})

test('--trust and --help are commands', () => {
  expect(readArguments(['--trust'])).toEqual({ command: 'trust', options: { https: true } })
  expect(readArguments(['--help']).command).toBe('help')
})

test('an unknown option or a port that is none is told', () => {
  expect(() => optionsOf('--prot', '1')).toThrow('See --help.')
  expect(() => optionsOf('--port', '70000')).toThrow('not "70000"')
})

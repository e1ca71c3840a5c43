import { expect, it } from 'vitest'
import { readArguments } from './arguments'

it('listens on port 3000 of all addresses by default', () => {
  expect(readArguments([], {})).toEqual({ port: 3000 })
})

it('takes the port from PORT, and prefers the command line', () => {
  expect(readArguments([], { PORT: '8080' })).toEqual({ port: 8080 })
  expect(readArguments(['--port', '8081', '-H', '127.0.0.1'], { PORT: '8080' })).toEqual({
    port: 8081,
    hostname: '127.0.0.1',
  })
})

it.each([[['--port', 'http']], [['--port', '70000']], [['--prot', '1']], [['somewhere']]])(
  'refuses %j, and says why',
  (argv) => {
    expect(() => readArguments(argv, {})).toThrow(/port|See --help/)
  },
)

it('refuses a PORT that is none', () => {
  expect(() => readArguments([], { PORT: 'eighty' })).toThrow('not “eighty”')
})

// `npm run admin`: what the page /admin does, for who is at the server's own command line.
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import nextEnv from '@next/env'
import { ConfigurationError, env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { flushLog, logToStandardError } from '@/lib/observability/log'
import { actOnPerson, exportForOperator } from '@/lib/people/act-on-person'
import { findPeople } from '@/lib/people/find-people'
import { toPeopleResponse } from '@/lib/people/people-response'
import { UsageError } from '../arguments'
import { type Command, help, readCommand } from './arguments'
import { lookForLeavers } from './look-for-leavers'
import { changeTeamsPhone } from './teams-phone'

const operator = { osUser: userInfo().username }

// As the app itself is configured.
nextEnv.loadEnvConfig(process.cwd(), false)
logToStandardError()

try {
  const command = readCommand(process.argv.slice(2))
  if (command.name === 'help') process.stdout.write(help)
  else {
    env()
    await run(command)
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
await flushLog()
// The database's connections would keep the process.
process.exit()

async function run(command: Exclude<Command, { name: 'help' }>): Promise<void> {
  if (command.name === 'find') return find(command.query)
  if (command.name === 'export') {
    print(await exportForOperator(operator, command.person))
    return
  }
  if (command.name === 'leavers') {
    const ask = (question: string) => (command.isConfirmed ? Promise.resolve() : confirm(question))
    const { gone } = await lookForLeavers(operator, command, ask)
    gone.forEach(print)
    return
  }
  const { person, isConfirmed } = command
  const what = command.name === 'act' ? command.action : `teams-phone ${command.change.verb}`
  const { directory, subject } = person
  if (!isConfirmed && what !== 'teams-phone get') {
    await confirm(`${what} for ${subject} of ${directory}?`)
  }
  if (command.name === 'act') print(await actOnPerson(operator, command.action, person))
  else print(await changeTeamsPhone(operator, person, command.change))
}

async function find(query: Parameters<typeof findPeople>[0]): Promise<void> {
  const { people, next } = toPeopleResponse(await findPeople(query))
  people.forEach(print)
  if (next !== undefined) process.stderr.write(`There are more: --after ${next}\n`)
  if (people.length === 0) process.stderr.write('There is nobody.\n')
}

async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw new UsageError('Nobody can confirm it here: add --yes.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} (yes/no) `)
  terminal.close()
  if (answer.trim() !== 'yes') throw new UsageError('Nothing was done.')
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message} See npm run admin -- --help.`
  if (error instanceof ConfigurationError) return error.message
  if (error instanceof Problem) return `${error.detail} (${error.code})`
  return String(error)
}

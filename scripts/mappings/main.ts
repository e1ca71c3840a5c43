// `npm run mappings -- --help`
import nextEnv from '@next/env'
import { database } from '@/lib/db/database'
import { UsageError } from '@/server/arguments'
import { type Command, HELP, readArguments } from './arguments'
import { exportMappings, importMappings, migrateMappings } from './commands'
import { say } from './report'

// As the app itself is configured. Its log would be among the data.
nextEnv.loadEnvConfig(process.cwd(), false)
process.env.LOG_LEVEL = 'silent'

try {
  process.exitCode = await run(readArguments(process.argv.slice(2)))
} catch (error) {
  const isWrong = error instanceof UsageError
  say(isWrong ? `${error.message} --help says more.` : `It failed: ${reasonOf(error)}`)
  process.exitCode = isWrong ? 2 : 1
}

async function run(command: Command): Promise<number> {
  if (command.name === 'help') {
    process.stdout.write(`${HELP}\n`)
    return 0
  }
  const conflicts = await work(command)
  await (await database()).disconnect()
  return conflicts > 0 ? 3 : 0
}

function work(command: Exclude<Command, { name: 'help' }>): Promise<number> {
  switch (command.name) {
    case 'export':
      return exportMappings(command)
    case 'import':
      return importMappings(command)
    case 'migrate':
      return migrateMappings(command)
  }
}

// The innermost says most; none of these holds a token.
function reasonOf(error: unknown): string {
  const { message, cause, code } = error as { message?: string; cause?: unknown; code?: string }
  const reason = [message, code].find(Boolean) ?? String(error)
  return cause instanceof Error ? `${reason} (${reasonOf(cause)})` : reason
}

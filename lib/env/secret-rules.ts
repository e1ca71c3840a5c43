import { z } from 'zod'
import type { VariableName, VariableProblem, Variables } from './variables'

type Values = Partial<Variables>

/** What is wrong with secrets wherever they are to open Microsoft's own services. */
export function remoteSecretRules(values: Values): VariableProblem[] {
  const problems: VariableProblem[] = []
  for (const variable of ['AZURE_AD_CLIENT_SECRET', 'ACS_CONNECTION_STRING'] as const) {
    if (decoded(values[variable] ?? '').includes('emulator-sample')) {
      problems.push({
        variable,
        message: 'is a sample value of the emulator, and EMULATOR_URL is not set',
      })
    }
  }
  if (z.guid().safeParse(values.AZURE_AD_CLIENT_SECRET).success) {
    problems.push({
      variable: 'AZURE_AD_CLIENT_SECRET',
      message: "is a GUID: that is the secret's id, and its value is needed",
    })
  }
  return problems
}

/** What nobody should be able to guess and somebody could. */
export function strictSecretRules(values: Values): VariableProblem[] {
  const secrets: [VariableName, string | undefined][] = [
    ['NEXTAUTH_SECRET', values.NEXTAUTH_SECRET],
    ['AZURE_AD_CLIENT_SECRET', values.AZURE_AD_CLIENT_SECRET],
    ['ACS_CONNECTION_STRING', values.ACS_CONNECTION_STRING],
    ...(values.TOKEN_ENCRYPTION_KEYS ?? []).map((key): [VariableName, string] => [
      'TOKEN_ENCRYPTION_KEYS',
      Buffer.from(key).toString('base64'),
    ]),
  ]
  const problems: VariableProblem[] = []
  for (const [variable, value] of secrets) {
    if (value === undefined) continue
    if (SAMPLE.test(decoded(value))) problems.push({ variable, message: 'is a sample value' })
    else if (variable !== 'ACS_CONNECTION_STRING' && isWeak(value)) {
      problems.push({ variable, message: 'is too weak: at least 32 random characters are needed' })
    }
  }
  return problems
}

const SAMPLE =
  /sample|example|changeme|change-me|placeholder|your[-_]|not-for-production|^secret(\n|$)/i

// A value, and below it what its key says once it is decoded.
function decoded(value: string): string {
  const key = /accesskey=([^;]+)/i.exec(value)?.[1] ?? value
  return `${value}\n${Buffer.from(key, 'base64').toString('latin1')}`
}

// Entra's own client secrets have 40 characters; 32 bytes in base64 have 44.
function isWeak(value: string): boolean {
  return value.length < 32 || new Set(value).size < 10
}

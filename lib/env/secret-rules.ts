import { namesOf, type VariableName, type VariableProblem, type Variables } from './variables'

type Values = Partial<Variables>

/** What is wrong with secrets wherever they are to open the services themselves. */
export function remoteSecretRules(values: Values): VariableProblem[] {
  return secrets(values)
    .filter(([, value]) => decoded(value).includes('emulator-sample'))
    .map(([variable]) => ({
      variable,
      message: 'is a sample value of the emulator, and EMULATOR_URL is not set',
    }))
}

/** What nobody should be able to guess and somebody could. */
export function strictSecretRules(values: Values): VariableProblem[] {
  const problems: VariableProblem[] = []
  for (const [variable, value] of secrets(values)) {
    if (SAMPLE.test(decoded(value))) problems.push({ variable, message: 'is a sample value' })
    else if (variable !== 'ACS_CONNECTION_STRING' && isWeak(value)) {
      problems.push({ variable, message: 'is too weak: at least 32 random characters are needed' })
    }
  }
  return problems
}

// Each that is set, of a list each one, as it is written down.
function secrets(values: Values): [VariableName, string][] {
  const entries = (name: VariableName) => [values[name] ?? []].flat() as (string | Uint8Array)[]
  return namesOf('secret').flatMap((name) =>
    entries(name).map((value): [VariableName, string] => [
      name,
      typeof value === 'string' ? value : Buffer.from(value).toString('base64'),
    ]),
  )
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

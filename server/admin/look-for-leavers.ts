import type { Operator } from '@/lib/people/act-on-person'
import { Problem } from '@/lib/errors/problem'
import { areTooMany, eraseLeavers, findLeavers, type Leavers } from '@/lib/people/leavers'
import { UsageError } from '../arguments'

interface Wanted {
  erases: boolean
  evenMany: boolean
}

/**
 * Finds who is gone from Entra and, where that is wanted and `confirm` doesn't throw, erases them. Throws
 * UsageError where so many are gone that it looks like a mistake, or Graph may not be asked.
 */
export async function lookForLeavers(
  operator: Operator,
  { erases, evenMany }: Wanted,
  confirm: (question: string) => Promise<void>,
): Promise<Leavers> {
  const leavers = await findLeavers((lookedAt) => {
    process.stderr.write(`${lookedAt} looked at\n`)
  }).catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === 'consent_required')) throw error
    throw new UsageError(
      'The server app needs Microsoft Graph’s application permission Directory.Read.All, with an administrator’s consent.',
    )
  })
  const { lookedAt, gone } = leavers
  process.stderr.write(`${gone.length} of ${lookedAt} are gone from Entra.\n`)
  if (!erases || gone.length === 0) return leavers
  if (!evenMany && areTooMany(leavers)) {
    throw new UsageError('So many look like a mistake: a wrong tenant? Add --many to erase them.')
  }
  await confirm(`Erase ${gone.length} people?`)
  await eraseLeavers(operator, leavers)
  return leavers
}

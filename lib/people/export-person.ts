import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { rolesOf } from '@/lib/auth/session/session-state'
import type { ExportResponse } from '@/lib/contract/schemas'
import { database } from '@/lib/db/database'
import { audit } from '@/lib/observability/audit'

/**
 * All that is kept about a person, of whichever ACS resource: never a secret, such as the refresh token
 * of a session. Throws `upstream_unavailable`.
 */
export async function exportPerson({ directory, subject }: CallerId): Promise<ExportResponse> {
  const { identityMapping, entraGrant, sessionGeneration } = await database()
  const where = { directory, subject }
  const mappings = await identityMapping.findMany({ where, orderBy: { createdAt: 'asc' } })
  const sessions = await entraGrant.findMany({
    where,
    orderBy: { expiresAt: 'asc' },
    select: { expiresAt: true, updatedAt: true, roles: true },
  })
  const [generation] = await sessionGeneration.findMany({ where })
  audit('person_exported')
  return {
    exportedAt: new Date().toISOString(),
    person: { directory, subject },
    identities: mappings.map((row) => ({
      acsUserId: row.acsUserId,
      acsResource: row.acsResource,
      createdAt: row.createdAt.toISOString(),
      lastIssuedAt: row.lastIssuedAt?.toISOString() ?? null,
      tokenGeneration: row.tokenGeneration,
      hasEnded: row.tombstone !== '',
      isPending: row.retryAt !== null,
      isUnusable: row.unusableSince !== null,
    })),
    sessions: sessions.map(({ expiresAt, updatedAt, roles }) => ({
      expiresAt: expiresAt.toISOString(),
      renewedAt: updatedAt.toISOString(),
      roles: rolesOf(roles),
    })),
    signedOutEverywhere: {
      times: generation?.generation ?? 0,
      lastSessionAt: generation?.lastSessionAt?.toISOString() ?? null,
    },
    keptElsewhere: KEPT_ELSEWHERE,
  }
}

const KEPT_ELSEWHERE = [
  'Azure Communication Services keeps the identity’s id and what its own features record, such as call logs.',
  'Microsoft Entra ID, or the OpenID provider, keeps the account, its sign-ins and its consents.',
  'Microsoft Graph keeps the identity on your user, where this server’s mappings are kept there.',
  'This server’s log names people by a pseudonym, and is kept for as long as its operator decides.',
]

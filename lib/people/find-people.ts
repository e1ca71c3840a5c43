import 'server-only'
import type { Prisma } from '@/lib/db/generated/sqlite/client'
import type { Caller } from '@/lib/auth/caller'
import { withGraphToken } from '@/lib/auth/with-graph-token'
import { configuredDirectory } from '@/lib/auth/directories/configured-directory'
import type { PeopleQuery } from '@/lib/contract/schemas'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { findUsersByAddress } from '@/lib/graph/user-ids'

/** Somebody's ACS identity, as an operator sees it: a mapping, or one that has ended and isn't deleted yet. */
export interface PersonRecord {
  directory: string
  subject: string
  acsUserId: string
  createdAt: Date
  /** The hour in which a token was last handed out. */
  lastIssuedAt: Date | null
  /** Whether the mapping has ended. */
  hasEnded: boolean
  /** Whether ACS says that the identity isn't this resource's. */
  isUnusable: boolean
  /** What ACS has still to do. */
  pending: { operation: 'delete' | 'revoke'; attempts: number; retryAt: Date } | null
}

const PAGE = 50

const fields = {
  directory: true,
  subject: true,
  acsUserId: true,
  createdAt: true,
  lastIssuedAt: true,
  tombstone: true,
  unusableSince: true,
  attempts: true,
  retryAt: true,
} as const

/** `next` is what to go on with behind the page; undefined at the end. */
export interface PeoplePage {
  people: PersonRecord[]
  next?: string | undefined
}

/**
 * A page of the identities of this ACS resource, in the order of their ids, from behind `after`; or those
 * of one person, by their directory's id for them, in whichever of the directories that may sign in; or
 * the one of an ACS id; or those of who has an email address or sign-in name, as `operator` finds them in
 * their tenant. Throws what withGraphToken throws for an address, and `microsoft_account_required` where
 * nobody can be asked for it.
 */
export async function findPeople(query: PeopleQuery, operator?: Caller): Promise<PeoplePage> {
  const { after, subject, acsUserId, address } = query
  if (acsUserId !== undefined) return { people: await find({ acsUserId }, PAGE) }
  if (address !== undefined) return { people: await findByAddress(address, operator) }
  if (subject === undefined) return listPeople(after)
  const directory = { in: [...configuredDirectory().members()] }
  return { people: await find({ directory, subject, acsUserId: { not: null } }, PAGE) }
}

async function findByAddress(address: string, operator?: Caller): Promise<PersonRecord[]> {
  if (!operator) throw new Problem('microsoft_account_required')
  const ids = await withGraphToken(operator, (token) => findUsersByAddress(token, address))
  const { directory } = operator
  return find({ directory, subject: { in: ids }, acsUserId: { not: null } }, PAGE)
}

async function listPeople(after = ''): Promise<PeoplePage> {
  // One more tells whether there are more. By the index on (acsResource, acsUserId), wherever the page begins.
  const people = await find({ acsUserId: { gt: after } }, PAGE + 1)
  const page = people.slice(0, PAGE)
  return { people: page, next: people.length > PAGE ? page.at(-1)?.acsUserId : undefined }
}

async function find(where: Prisma.IdentityMappingWhereInput, take: number) {
  const { identityMapping } = await database()
  const rows = await identityMapping.findMany({
    where: { acsResource: env().acs.resource, ...where },
    orderBy: { acsUserId: 'asc' },
    take,
    select: fields,
  })
  return rows.map(({ acsUserId, tombstone, unusableSince, attempts, retryAt, ...row }) => {
    const hasEnded = tombstone !== ''
    const operation = hasEnded ? ('delete' as const) : ('revoke' as const)
    return {
      ...row,
      acsUserId: acsUserId ?? '',
      hasEnded,
      isUnusable: unusableSince !== null,
      pending: retryAt && { operation, attempts, retryAt },
    }
  })
}

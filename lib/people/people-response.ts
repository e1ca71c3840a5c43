import 'server-only'
import type { PeopleResponse } from '@/lib/contract/schemas'
import type { PeoplePage } from './find-people'

/** A page of people as the API has it. */
export function toPeopleResponse({ people, next }: PeoplePage): PeopleResponse {
  return {
    people: people.map(({ createdAt, lastIssuedAt, pending, ...person }) => ({
      ...person,
      createdAt: createdAt.toISOString(),
      lastIssuedAt: lastIssuedAt?.toISOString() ?? null,
      pending: pending && { ...pending, retryAt: pending.retryAt.toISOString() },
    })),
    ...(next !== undefined && { next }),
  }
}

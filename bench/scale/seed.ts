import { randomUUID } from 'node:crypto'

/** A person's mapping, as the product would have stored it. */
export interface SeededMapping {
  id: string
  directory: string
  subject: string
  acsResource: string
  acsUserId: string
  createdAt: Date
}

interface Seed {
  count: number
  directory: string
  acsResource: string
  /** Identities that ACS knows: they are given to people spread over all. The others' it has never seen. */
  identities: string[]
}

const DAY_MS = 24 * 60 * 60_000

/**
 * Mappings of `count` people, who are `people` once it is done: random ids, so neighbors in an index are
 * strangers in the table. Those with an identity of ACS's are `known`.
 */
export function seed({ count, directory, acsResource, identities }: Seed): {
  mappings: Iterable<SeededMapping>
  people: string[]
  known: string[]
} {
  const people: string[] = []
  const known: string[] = []
  const every = Math.floor(count / identities.length)
  const begunAt = Date.now() - 300 * DAY_MS
  function* generate() {
    for (let index = 0; index < count; index++) {
      const subject = randomUUID()
      people.push(subject)
      const identity = index % every === 0 ? identities[index / every] : undefined
      if (identity) known.push(subject)
      yield {
        id: randomUUID(),
        directory,
        subject,
        acsResource,
        acsUserId: identity ?? `8:acs:${acsResource}_${randomUUID()}`,
        createdAt: new Date(begunAt + (300 * DAY_MS * index) / count),
      }
    }
  }
  return { mappings: generate(), people, known }
}

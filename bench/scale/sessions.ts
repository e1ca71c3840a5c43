import { cookieOf } from '../product-settings'

/** Session cookies of people picked at random, each of a session of its own: one person may have several. */
export function sessionsOf(
  people: readonly string[],
  directory: string,
  count: number,
): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      cookieOf(people[Math.floor(Math.random() * people.length)]!, directory, `session ${index}`),
    ),
  )
}

/** One cookie after the other: none comes again before all others have been used. */
export function inTurn(cookies: readonly string[]): () => string {
  let next = 0
  return () => cookies[next++ % cookies.length]!
}

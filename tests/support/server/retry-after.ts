import { expect } from 'vitest'

/** Matches the `Retry-After` of whoever is to come back in `seconds` at the earliest: half as many and one more at the most. */
export function retryAfterFrom(seconds: number): string {
  const isWithin = (told: string) =>
    /^\d+$/.test(told) && Number(told) >= seconds && Number(told) <= 1.5 * seconds + 1
  return expect.toSatisfy(isWithin) as string
}

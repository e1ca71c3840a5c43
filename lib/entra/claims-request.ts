import 'server-only'
import * as z from 'zod'

const challengeSchema = z
  .looseObject({ access_token: z.looseObject({}).default({}) })
  .catch({ access_token: {} })
const CAPABILITIES = { xms_cc: { values: ['cp1'] } }

/**
 * The `claims` of a token request. It says that this app understands claims challenges: then a service need
 * not wait for a token's end before it refuses somebody whose account has changed. `challenge` is what one
 * demanded of the next token; one that is malformed demands nothing.
 * Source: https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsRequest(challenge?: string): string {
  const demanded = challengeSchema.parse(parse(challenge))
  return JSON.stringify({
    ...demanded,
    access_token: { ...demanded.access_token, ...CAPABILITIES },
  })
}

function parse(challenge = '{}'): unknown {
  try {
    return JSON.parse(challenge)
  } catch {
    return undefined
  }
}

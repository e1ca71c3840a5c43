import { expect, it } from 'vitest'
import { claimsRequest } from './claims-request'

const capable = { xms_cc: { values: ['cp1'] } }

it('says that this app understands challenges', () => {
  expect(JSON.parse(claimsRequest())).toEqual({ access_token: capable })
})

it('adds that to a challenge', () => {
  const challenge = { id_token: { a: null }, access_token: { nbf: { essential: true } } }
  expect(JSON.parse(claimsRequest(JSON.stringify(challenge)))).toEqual({
    id_token: { a: null },
    access_token: { nbf: { essential: true }, ...capable },
  })
})

it.each(['', 'not JSON', '[]', 'null', '{"access_token":5}'])(
  'takes the challenge “%s” for none',
  (challenge) => {
    expect(claimsRequest(challenge)).toBe(claimsRequest())
  },
)

import { expect, it } from 'vitest'
import { type Exchange, maskHeaders, toCurl, toMaskedJson } from './request-trace'

const exchange: Exchange = {
  method: 'POST',
  path: '/api/token/teams',
  authenticates: true,
  requestHeaders: {},
  requestBody: undefined,
  status: 201,
  milliseconds: 1,
  correlationId: '',
  answer: '',
}

it('shows of a token no more than its length, wherever it stands', () => {
  const answer = { token: 'a.b.c', user: { communicationUserId: '8:acs:1' } }
  expect(JSON.parse(toMaskedJson(answer))).toEqual({
    token: '•••••• (5 characters)',
    user: { communicationUserId: '8:acs:1' },
  })
})

it('names a variable in place of the Teams token, outside of the single quotes', () => {
  const requestBody = toMaskedJson({ teamsUserAadToken: 'a.b.c' })
  expect(toCurl({ ...exchange, requestBody }, 'https://app.example')).toBe(
    [
      'curl -X POST https://app.example/api/token/teams \\',
      '  -H "Authorization: Bearer $ENTRA_TOKEN" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"teamsUserAadToken":"'"$TEAMS_ENTRA_TOKEN"'"}'`,
    ].join('\n'),
  )
})

it('keeps a quote of the body from ending it', () => {
  const requestBody = toMaskedJson({ text: `it's` })
  expect(toCurl({ ...exchange, requestBody }, '')).toContain(`-d '{"text":"it'\\''s"}'`)
})

it('sends no authorization where nobody asks for it, and headers without their secret', () => {
  const requestHeaders = maskHeaders({ 'teams-user-aad-token': 'a.b.c' })
  const curl = toCurl({ ...exchange, authenticates: false, requestHeaders }, '')
  expect(curl).toBe(
    'curl -X POST /api/token/teams \\\n  -H "teams-user-aad-token: $TEAMS_ENTRA_TOKEN"',
  )
})

import { expect, it } from 'vitest'
import { type RequestTrace, maskHeaders, toCurl, toMaskedJson } from './request-trace'

const trace: RequestTrace = {
  method: 'POST',
  path: '/api/token/teams',
  authenticates: true,
  requestHeaders: {},
  requestBody: undefined,
  status: 201,
  milliseconds: 1,
  correlationId: '',
  responseBody: '',
}

it('shows of a token no more than its length, wherever it stands', () => {
  const response = { token: 'a.b.c', user: { communicationUserId: '8:acs:1' } }
  expect(JSON.parse(toMaskedJson(response))).toEqual({
    token: '•••••• (5 characters)',
    user: { communicationUserId: '8:acs:1' },
  })
})

it('names a variable in place of the Teams token, outside of the single quotes', () => {
  const requestBody = toMaskedJson({ teamsUserAadToken: 'a.b.c' })
  expect(toCurl({ ...trace, requestBody }, 'https://app.example')).toBe(
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
  expect(toCurl({ ...trace, requestBody }, '')).toContain(`-d '{"text":"it'\\''s"}'`)
})

it('sends no authorization where nobody asks for it, and headers without their secret', () => {
  const requestHeaders = maskHeaders({ 'teams-user-aad-token': 'a.b.c' })
  const curl = toCurl({ ...trace, authenticates: false, requestHeaders }, '')
  expect(curl).toBe(
    'curl -X POST /api/token/teams \\\n  -H "teams-user-aad-token: $TEAMS_ENTRA_TOKEN"',
  )
})

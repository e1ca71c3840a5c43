import { expect, it } from 'vitest'
import { teamsTokenInBodyOrHeader, teamsTokenInHeader } from './read-teams-token'

function request(header?: string, body?: object) {
  return new Request('http://localhost/api/token/teams', {
    method: 'POST',
    headers: {
      ...(header !== undefined && { 'teams-user-aad-token': header }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

it('the header’s token is read, without the spaces around it', () => {
  expect(teamsTokenInHeader(request(' abc '))).toBe('abc')
})

it.each([undefined, '', '  '])('a header of “%s” is none', (header) => {
  expect(() => teamsTokenInHeader(request(header))).toThrow(/teams_token_missing/)
})

it('the body’s token comes before the header’s', async () => {
  const token = await teamsTokenInBodyOrHeader(
    request('of the header', { teamsUserAadToken: ' x ' }),
  )
  expect(token).toBe('x')
})

it.each([{}, { teamsUserAadToken: '' }, undefined])(
  'the header’s token counts where the body is %j',
  async (body) => {
    expect(await teamsTokenInBodyOrHeader(request('of the header', body))).toBe('of the header')
  },
)

it('a blank token in the body is none', async () => {
  await expect(
    teamsTokenInBodyOrHeader(request('of the header', { teamsUserAadToken: '  ' })),
  ).rejects.toMatchObject({ code: 'teams_token_missing' })
})

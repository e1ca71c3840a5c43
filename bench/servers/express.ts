// What a server has to do that keeps no mapping of its own and no token: for each request it verifies the
// caller's token, exchanges it for one of Graph, reads there which identity is the caller's, and has ACS
// issue a token. As Microsoft's samples do, each request finds out anew where Entra's endpoints are.
import { CommunicationIdentityClient } from '@azure/communication-identity'
import express from 'express'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const { PORT, AUTHORITY = '', GRAPH = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env
const { ACS_CONNECTION_STRING = '', SPA_CLIENT_ID = '', EXTENSION = '' } = process.env

const keys = createRemoteJWKSet(new URL(`${AUTHORITY}/discovery/v2.0/keys`))
const acs = new CommunicationIdentityClient(ACS_CONNECTION_STRING, {
  allowInsecureConnection: true,
})

const app = express()

app.get('/api/token', async (request, response) => {
  const assertion = bearer(request.headers.authorization)
  await jwtVerify(assertion, keys, { audience: [CLIENT_ID, `api://${CLIENT_ID}`] })
  const graphToken = await onBehalfOf(assertion)
  const user = { communicationUserId: await readIdentity(graphToken) }
  const token = await acs.getToken(user, ['voip'])
  response.status(201).json({ ...token, user })
})

app.get('/api/token/teams', async (request, response) => {
  const teamsUserAadToken = String(request.headers['teams-user-aad-token'])
  const { oid } = claimsOf(bearer(request.headers.authorization))
  const options = { teamsUserAadToken, clientId: SPA_CLIENT_ID, userObjectId: String(oid) }
  response.status(201).json(await acs.getTokenForTeamsUser(options))
})

app.listen(Number(PORT), '127.0.0.1')

function bearer(authorization = ''): string {
  return authorization.replace('Bearer ', '')
}

function claimsOf(token: string): Record<string, unknown> {
  const [, payload = ''] = token.split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
}

async function onBehalfOf(assertion: string): Promise<string> {
  const discovery = await fetch(`${AUTHORITY}/v2.0/.well-known/openid-configuration`)
  const { token_endpoint } = (await discovery.json()) as { token_endpoint: string }
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      scope: 'https://graph.microsoft.com/User.Read',
      assertion,
    }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}

/** The identity that the caller's open extension names. */
async function readIdentity(graphToken: string): Promise<string> {
  const response = await fetch(`${GRAPH}/v1.0/me/extensions/${EXTENSION}`, {
    headers: { authorization: `Bearer ${graphToken}` },
  })
  return ((await response.json()) as { acsUserIdentity: string }).acsUserIdentity
}

import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { sendSigned } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, passwordTokens, sampleUser } from '../testing/entra'
import {
  assignEntraUser,
  CLIENTS_SCOPE,
  entraAssignmentPath,
  exchangeEntraToken,
  PREVIEW,
} from '../testing/entra-users'
import { writeSeed } from '../testing/seed'

const emulator = await startTestEmulator()
const clientApp = emulator.config.apps[1]

// azure-rest-api-specs, Identity/preview/2025-03-02-preview; azure-docs, concepts/identity-model.md.
describe('Entra users of ACS', () => {
  test('POST /access/entra/:exchangeAccessToken, 200: {} with an Entra Bearer to identity 8:acs:{resource}_wf_{tenant}_{user} and token', async () => {
    await assignEntraUser(emulator, 'ada')
    const response = await exchangeEntraToken(emulator)
    const { objectId } = sampleUser('ada')
    expect([response.status, await bodyOf(response)]).toEqual([
      200,
      {
        identity: { id: `8:acs:ac500000-0000-4000-8000-000000000001_wf_${CONTOSO}_${objectId}` },
        accessToken: {
          token: expect.stringMatching(/^eyJ/) as string,
          expiresOn: expect.stringMatching(/\.0000000\+00:00$/) as string,
        },
      },
    ])
  })

  test('its token ends with the Entra token', async () => {
    await assignEntraUser(emulator, 'ada')
    const { access_token } = await passwordTokens(emulator, 'ada', `${CLIENTS_SCOPE}/VoIP`)
    const response = await emulator.fetch(`/access/entra/:exchangeAccessToken?${PREVIEW}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
    })
    const { accessToken } = await bodyOf<{ accessToken: { token: string } }>(response)
    expect(decodeJwt(accessToken.token).exp).toBe(decodeJwt(access_token).exp)
  })

  test('VoIP and VoIP.Join are its scopes; Chat’s can’t be granted in the preview', async () => {
    for (const name of ['VoIP', 'VoIP.Join']) {
      const { scope } = await passwordTokens(emulator, 'ada', `${CLIENTS_SCOPE}/${name}`)
      expect(scope).toBe(`${CLIENTS_SCOPE}/${name}`)
    }
    for (const name of ['Chat', 'Chat.Join', 'Chat.Join.Limited']) {
      const { error } = await passwordTokens(emulator, 'ada', `${CLIENTS_SCOPE}/${name}`)
      expect(error).toBe('invalid_scope')
    }
  })

  test('.default is what communication-common asks for, by the URI or by the service principal’s id', async () => {
    const scopes = [`${CLIENTS_SCOPE}/VoIP`]
    const seedFile = await writeSeed({ apps: [{ ...clientApp, requestedScopes: scopes }] })
    const on = await startTestEmulator({ seedFile })
    for (const uri of [CLIENTS_SCOPE, '2a04943b-b6a7-4f65-8786-2bb6131b59f6']) {
      const { scope, access_token } = await passwordTokens(on, 'ada', `${uri}/.default`)
      expect(scope).toBe(`${CLIENTS_SCOPE}/VoIP`)
      expect(decodeJwt(access_token)).toMatchObject({ aud: CLIENTS_SCOPE, scp: 'VoIP' })
    }
  })

  test('assignments are at /access/entra/assignments/{objectId}: PUT 201, 200, GET 200, DELETE 204', async () => {
    await emulator.reset()
    const path = entraAssignmentPath(sampleUser('ada').objectId)
    const statuses = [
      await assignEntraUser(emulator, 'ada'),
      await assignEntraUser(emulator, 'ada'),
    ]
    for (const method of ['GET', 'DELETE']) {
      statuses.push(await sendSigned(emulator, path, { method }))
    }
    expect(statuses.map(({ status }) => status)).toEqual([201, 200, 200, 204])
  })
})

import { CommunicationIdentityClient } from '@azure/communication-identity'
import type { LocalCloud } from './local-cloud'

export const EXTENSION = 'com.contoso.identityMapping'

/** What a user of the sample tenant has in Microsoft Graph, as they see and change it themselves. */
export function extensionOf(cloud: LocalCloud, username: string) {
  const ask = async (path: string, method = 'GET', body?: object) => {
    const { url, config } = cloud.emulator
    const { clientId, clientSecret } = config.serverApp
    const client = { client_id: clientId, client_secret: clientSecret }
    const { access_token } = await cloud.emulator.tokens(username, 'User.ReadWrite', client)
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    return fetch(`${url}/v1.0/me/extensions${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
  }
  return {
    /** All of it; null where there is none. */
    async read(): Promise<Record<string, unknown> | null> {
      const response = await ask(`/${EXTENSION}`)
      return response.ok ? ((await response.json()) as Record<string, unknown>) : null
    },
    async write(properties: object, name = EXTENSION): Promise<void> {
      await ask(`/${name}`, 'DELETE')
      const type = { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: name }
      const response = await ask('', 'POST', { ...type, ...properties })
      if (!response.ok) throw new Error(await response.text())
    },
    async remove(): Promise<void> {
      const { status } = await ask(`/${EXTENSION}`, 'DELETE')
      if (status !== 204) throw new Error(`Not removed: ${status}`)
    },
  }
}

/** An identity at ACS that nobody here knows of: of the configured resource, or of the other one. */
export async function strangeIdentity(cloud: LocalCloud, resource: 0 | 1 = 0): Promise<string> {
  const { connectionString } = cloud.emulator.config.acs[resource]!
  const client = new CommunicationIdentityClient(connectionString, {
    allowInsecureConnection: true,
  })
  return (await client.createUser()).communicationUserId
}

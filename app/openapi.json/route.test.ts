import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { problemCodes } from '@/lib/contract/problems'
import { GET } from './route'

const cloud = localCloud()

type Operations = Record<string, { operationId: string; responses: Record<string, object> }>

async function paths() {
  const { body } = await call(GET)
  return (body as unknown as { paths: Record<string, Operations> }).paths
}

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { body } = await call(GET)
    const result = await new Validator().validate(body ?? {})
    expect(result).toMatchObject({ valid: true })
    expect(body?.openapi).toBe('3.1.0')
  })

  it('describes every operation of the API, each with a name of its own', async () => {
    const operations = Object.entries(await paths()).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(operations.sort()).toEqual([
      'delete /api/token',
      'delete /api/user',
      'get /api/admin/export',
      'get /api/admin/people',
      'get /api/health/live',
      'get /api/health/ready',
      'get /api/profile',
      'get /api/token',
      'get /api/token/teams',
      'get /api/user',
      'get /api/user/export',
      'post /api/admin/actions',
      'post /api/token',
      'post /api/token/teams',
      'post /api/user',
    ])
    const names = Object.values(await paths())
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId)
    expect(new Set(names).size).toBe(operations.length)
  })

  it('says where a program gets an access token, and for which scope', async () => {
    const { body } = await call(GET)
    const { url, config } = cloud.emulator
    const scope = `api://${config.serverApp.clientId}/access_as_user`
    expect(body).toMatchObject({
      security: [{ entra: [scope] }, { session: [] }],
      components: {
        securitySchemes: {
          entra: {
            flows: {
              authorizationCode: {
                authorizationUrl: `${url}/${config.tenantId}/oauth2/v2.0/authorize`,
                tokenUrl: `${url}/${config.tenantId}/oauth2/v2.0/token`,
                scopes: { [scope]: expect.any(String) as string },
              },
            },
          },
        },
      },
    })
  })

  it('documents the codes of problems where they can occur', async () => {
    const { body } = await call(GET)
    const text = JSON.stringify(body)
    const undocumented = problemCodes.filter((code) => !text.includes(`\`${code}\``))
    // This is about unknown paths, not about an operation.
    expect(undocumented).toEqual(['not_found'])
  })
})

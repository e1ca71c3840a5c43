import { expect, it } from 'vitest'
import type { Caller, CallerId } from '@/lib/auth/caller'
import type { Directory } from '@/lib/auth/directories/directory'
import { retryAfterFrom } from './retry-after'
import type { LocalCloud } from './local-cloud'

type Checks = Parameters<Directory['redeemCode']>[2]

/** A kind of directory, and what of it stands for the same thing in each. */
interface TestedDirectory {
  cloud: LocalCloud
  /** As a process has it that has just begun. */
  load: () => Promise<Directory>
  /** Signs somebody in by a request with these parameters: the address that the directory leads back to. */
  signIn: (address: URL) => Promise<URL>
  /** The same person's access token for this API, with claims changed or another key. */
  token: (changes?: Record<string, unknown>, key?: 'own' | 'foreign') => Promise<string>
  directory: () => string
  /** What faults know its endpoints by. */
  operations: { discovery: string; keys: string; token: string }
}

const CALLBACK = 'http://localhost:3000/api/auth/callback'

/** What Directory promises, whichever kind it is. */
export function itIsADirectory(tested: TestedDirectory): void {
  const { cloud, load, token } = tested

  async function signedIn(directory: Directory) {
    const { id, clientId, parameters } = directory.signInProvider()
    const callback = `${CALLBACK}/${id}`
    const checks = { state: 'state', nonce: 'nonce', code_verifier: VERIFIER }
    const address = new URL(await directory.authorizationEndpoint())
    const request = { client_id: clientId, redirect_uri: callback, response_type: 'code' }
    const binding = { state: 'state', nonce: 'nonce', ...CHALLENGE }
    for (const [name, value] of Object.entries({ ...parameters, ...request, ...binding })) {
      address.searchParams.set(name, value)
    }
    const back = await tested.signIn(address)
    const redeem = (changes: Partial<Checks> = {}) =>
      directory.redeemCode(callback, Object.fromEntries(back.searchParams), {
        ...checks,
        ...changes,
      })
    return { redeem }
  }

  it('a code becomes a person of the directory, who is admitted', async () => {
    const directory = await load()
    const { redeem } = await signedIn(directory)
    const { decodeJwt } = await import('jose')
    const claims = decodeJwt((await redeem()).id_token)
    expect(directory.toPerson(claims)).toMatchObject({
      directory: tested.directory(),
      subject: expect.stringMatching(/.+/) as string,
    } satisfies CallerId)
    expect(directory.whyNotAdmitted(claims)).toBeNull()
  })

  it.each<Partial<Checks>>([
    { state: 'other' },
    { nonce: 'other' },
    { code_verifier: 'a'.repeat(43) },
  ])('a code of another sign-in is refused: %j', async (changes) => {
    const { redeem } = await signedIn(await load())
    await expect(redeem(changes)).rejects.toMatchObject({ name: 'SignInRefusal' })
  })

  it('a code is good once', async () => {
    const { redeem } = await signedIn(await load())
    await redeem()
    await expect(redeem()).rejects.toMatchObject({ name: 'SignInRefusal', isFault: false })
  })

  it('a directory that is unavailable is a fault of nobody who signs in', async () => {
    const directory = await load()
    await cloud.emulator.fault({ operation: tested.operations.discovery, status: 503 })
    await expect(directory.authorizationEndpoint()).rejects.toMatchObject({ isFault: true })
    const { redeem } = await signedIn(directory)
    await cloud.emulator.fault({ operation: tested.operations.token, drop: 'before' })
    await expect(redeem()).rejects.toMatchObject({ isFault: true })
  })

  it('an access token is its caller’s, and is told again from memory', async () => {
    const { verifyBearer } = await load()
    const bearer = await token()
    await verifyBearer(bearer) // what was verified before any keys were known is verified again
    const caller = await verifyBearer(bearer)
    expect(caller).toEqual({
      directory: tested.directory(),
      subject: expect.stringMatching(/.+/) as string,
      roles: [],
      proof: { kind: 'bearer', token: bearer },
    } satisfies Caller)
    expect(await verifyBearer(bearer)).toBe(caller)
  })

  it.each<[string, string, () => Promise<string>]>([
    ['token_invalid', 'of another signer', () => token({}, 'foreign')],
    ['token_invalid', 'of another issuer', () => token({ iss: 'https://evil.example' })],
    ['token_invalid', 'for another API', () => token({ aud: 'https://other.example' })],
    ['token_invalid', 'of nobody', () => token({ sub: undefined, oid: undefined })],
    ['token_expired', 'that has ended', () => token({ exp: Math.floor(Date.now() / 1000) - 61 })],
  ])('it is %s: a token %s', async (code, _, bearer) => {
    const { verifyBearer } = await load()
    await expect(verifyBearer(await bearer())).rejects.toMatchObject({ code })
  })

  it('without any keys nobody can be told, for half a minute', async () => {
    const { verifyBearer } = await load()
    await cloud.emulator.fault({ operation: tested.operations.keys, status: 500 })
    const bearer = await token()
    await expect(verifyBearer(bearer)).rejects.toMatchObject({
      code: 'upstream_unavailable',
      headers: { 'retry-after': retryAfterFrom(30) },
    })
    await expect(verifyBearer(bearer)).resolves.toBeDefined()
  })

  it('known keys are good while the directory is unavailable', async () => {
    const { verifyBearer } = await load()
    const [first, second] = [await token(), await token({ jti: 'another' })]
    await verifyBearer(first)
    for (const operation of Object.values(tested.operations)) {
      await cloud.emulator.fault({ operation, status: 500, times: 100 })
    }
    await expect(verifyBearer(second)).resolves.toBeDefined()
  })

  it('signing out leads there, and back to this app', async () => {
    const directory = await load()
    const address = await directory.signOutAddress('http://localhost:3000/signed-out')
    const { origin, searchParams } = new URL(address ?? 'nowhere:')
    expect(origin).toBe(cloud.emulator.url)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: directory.signInProvider().clientId,
      post_logout_redirect_uri: 'http://localhost:3000/signed-out',
    })
    const response = await fetch(address ?? '', { redirect: 'manual' })
    expect(response.headers.get('location')).toMatch('http://localhost:3000/signed-out')
  })
}

// RFC 7636, appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = {
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}

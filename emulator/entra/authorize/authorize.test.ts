import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  cookieOf,
  FABRIKAM,
  handedBack,
  openAuthorize,
  press,
  sampleUser,
  serverRequest,
  signIn,
  SPA_REDIRECT,
  spaRequest,
  spaTokens,
  TEAMS_SCOPE,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function sessionOf(name: string): Promise<string> {
  return cookieOf(await signIn(emulator, spaRequest(), name))
}

const account = (name: string) => ({ emulator_account: sampleUser(name).username })

test('without a session it shows the tenant’s accounts as buttons, and no other tenant’s', async () => {
  const response = await openAuthorize(emulator, spaRequest())
  const text = await response.text()
  expect(response.headers.get('content-type')).toContain('text/html')
  for (const name of ['ada', 'alan', 'katherine', 'mary', 'edsger', 'emmy']) {
    expect(text).toContain(`value="${sampleUser(name).username}"`)
  }
  expect(text).not.toContain('fabrikam.example')
  expect(text).toContain('Local emulator, not Microsoft')
})

test('organizations shows the accounts of all tenants', async () => {
  const response = await openAuthorize(emulator, spaRequest(), { tenant: 'organizations' })
  expect(await response.text()).toContain('hedy@fabrikam.example')
})

test('domain_hint narrows the accounts, login_hint puts one first', async () => {
  const hints = { domain_hint: 'contoso.example', login_hint: 'grace@contoso.example' }
  const text = await (await openAuthorize(emulator, spaRequest(hints))).text()
  const shown = [...text.matchAll(/value="(\w+)@/g)].map(([, name]) => name)
  expect(shown.filter((name) => name !== 'grace')).not.toContain('mary')
  expect(shown.indexOf('grace')).toBeLessThan(shown.indexOf('ada'))
})

test('pages run under a policy that lets in nothing but their own style and no icon', async () => {
  const response = await openAuthorize(emulator, spaRequest())
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; img-src data:; style-src 'sha256-\S+'; form-action 'self' http:\/\/localhost:3000; base-uri 'none'; frame-ancestors 'none'$/,
  )
})

test('what a request carries is escaped in the page', async () => {
  const response = await openAuthorize(emulator, spaRequest({ state: '"><script>alert(1)' }))
  const text = await response.text()
  expect(text).not.toContain('<script')
  expect(text).toContain('&#34;&#62;&#60;script&#62;alert(1)')
})

test('picking an account hands back code, state and session state, and starts a session', async () => {
  const request = spaRequest({ state: 'a b&c', client_info: '1' })
  const response = await press(emulator, request, account('ada'))
  expect(response.status).toBe(302)
  const { code, state, session_state, client_info } = handedBack(response)
  expect(code?.length).toBeGreaterThan(600)
  expect(state).toBe('a b&c')
  expect(session_state).toMatch(/^[\da-f-]{36}$/)
  expect(JSON.parse(Buffer.from(client_info ?? '', 'base64url').toString())).toEqual({
    uid: sampleUser('ada').objectId,
    utid: CONTOSO,
  })
  expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax$/)
})

test('an account is picked by a form only, never by a link', async () => {
  const response = await openAuthorize(emulator, { ...spaRequest(), ...account('ada') })
  expect(response.status).toBe(200)
})

test('an account the tenant does not admit is not signed in', async () => {
  const response = await press(emulator, spaRequest(), account('hedy'))
  expect(await response.text()).toContain('Pick an account')
  const own = await press(emulator, spaRequest(), account('hedy'), FABRIKAM)
  expect(handedBack(own)).toHaveProperty('code')
})

test.each([
  ['query', `${SPA_REDIRECT}?code=`],
  ['fragment', `${SPA_REDIRECT}#code=`],
])('response_mode=%s puts the response there', async (mode, start) => {
  const response = await press(emulator, spaRequest({ response_mode: mode }), account('ada'))
  expect(response.headers.get('location')?.startsWith(start)).toBe(true)
})

test('response_mode=form_post returns a form that sends itself', async () => {
  const request = spaRequest({ response_mode: 'form_post', state: 'x' })
  const response = await press(emulator, request, account('ada'))
  const text = await response.text()
  expect(text).toMatch(/<form method="post" action="http:\/\/localhost:3000\/auth-redirect">/)
  expect(text).toMatch(/name="code" value="1\.A/)
  expect(text).toContain('<script>document.forms[0].submit()</script>')
  expect(response.headers.get('content-security-policy')).toContain("script-src 'sha256-")
})

test('an authorize request may come by POST', async () => {
  expect(await (await press(emulator, spaRequest(), {})).text()).toContain('Pick an account')
})

test('a session signs in at once, and keeps its id', async () => {
  const first = await signIn(emulator, spaRequest())
  const response = await openAuthorize(emulator, spaRequest(), { cookie: cookieOf(first) })
  expect(handedBack(response).session_state).toBe(handedBack(first).session_state)
})

test.each(['select_account', 'login'])('prompt=%s asks in spite of a session', async (prompt) => {
  const cookie = await sessionOf('ada')
  const response = await openAuthorize(emulator, spaRequest({ prompt }), { cookie })
  expect(await response.text()).toContain('Pick an account')
  const { code } = handedBack(await press(emulator, spaRequest({ prompt }), account('ada')))
  expect(code).toBeDefined()
})

test('prompt=none uses the session, and login_required without one', async () => {
  const request = spaRequest({ prompt: 'none', state: 's' })
  const cookie = await sessionOf('ada')
  expect(handedBack(await openAuthorize(emulator, request, { cookie }))).toHaveProperty('code')
  const { error, error_description, state } = handedBack(await openAuthorize(emulator, request))
  expect([error, state]).toEqual(['login_required', 's'])
  expect(error_description).toMatch(/^AADSTS50058: /)
})

test('a login_hint for someone else does not use the session', async () => {
  const cookie = await sessionOf('ada')
  const request = spaRequest({ prompt: 'none', login_hint: 'grace@contoso.example' })
  const response = await openAuthorize(emulator, request, { cookie })
  expect(handedBack(response).error).toBe('login_required')
})

test('a session of another tenant does not count', async () => {
  const cookie = await sessionOf('ada')
  const response = await openAuthorize(emulator, spaRequest({ prompt: 'none' }), {
    cookie,
    tenant: FABRIKAM,
  })
  expect(handedBack(response).error).toBe('login_required')
})

test.each([
  ['an unregistered redirect URI', { redirect_uri: 'https://elsewhere.example/' }, 50011],
  ['a longer path', { redirect_uri: `${SPA_REDIRECT}/more` }, 50011],
  ['another local host name', { redirect_uri: 'http://127.0.0.1:3000/auth-redirect' }, 50011],
  ['no redirect URI', { redirect_uri: '' }, 50011],
  ['a port there is none of', { redirect_uri: 'http://localhost:99999/auth-redirect' }, 50011],
  ['an unknown app', { client_id: 'nobody' }, 700016],
])('%s gets a page, never a redirect', async (_case, parameters, number) => {
  const response = await openAuthorize(emulator, spaRequest(parameters))
  expect([response.status, response.headers.get('location')]).toEqual([400, null])
  expect(await response.text()).toContain(`AADSTS${number}`)
})

test('an unknown tenant gets a page', async () => {
  const response = await openAuthorize(emulator, spaRequest(), { tenant: 'nowhere.example' })
  expect(await response.text()).toContain('AADSTS90002')
})

test('a registered http://localhost redirect URI is right on any port', async () => {
  const redirect_uri = 'http://localhost:4321/auth-redirect'
  const response = await press(emulator, spaRequest({ redirect_uri }), account('ada'))
  expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:4321\/auth-redirect\?code=/)
})

test.each([
  ['another response type', { response_type: 'token' }, 'unsupported_response_type', 700054],
  ['no scope', { scope: '' }, 'invalid_request', 900144],
  ['an unknown scope', { scope: 'User.Fly' }, 'invalid_scope', 70011],
  ['a scope named like a method', { scope: 'constructor' }, 'invalid_scope', 70011],
  ['an unknown resource', { scope: 'api://nowhere/Read' }, 'invalid_resource', 500011],
  ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request', 501491],
])('%s is told to the app by redirect', async (_case, parameters, error, number) => {
  const response = handedBack(await openAuthorize(emulator, spaRequest(parameters)))
  expect(response.error).toBe(error)
  expect(response.error_description).toMatch(new RegExp(`^AADSTS${number}: .* Trace ID: `))
})

test('nonce, email and profile reach the id token when they were asked for', async () => {
  const { id_token } = await spaTokens(emulator, { nonce: 'n-1', scope: 'openid profile email' })
  expect(decodeJwt(id_token)).toMatchObject({
    aud: spaRequest().client_id,
    nonce: 'n-1',
    email: 'ada@contoso.example',
    preferred_username: 'ada@contoso.example',
    login_hint: 'ada@contoso.example',
    oid: sampleUser('ada').objectId,
    sid: expect.any(String) as string,
    ver: '2.0',
  })
  const { id_token: bare } = await spaTokens(emulator, { scope: 'openid' })
  for (const claim of ['email', 'name', 'oid', 'nonce']) {
    expect(decodeJwt(bare)).not.toHaveProperty(claim)
  }
})

const teams = spaRequest({ scope: `openid ${TEAMS_SCOPE}`, state: 's' })

test('a scope is consented to once per client, user and scope', async () => {
  const asked = await press(emulator, teams, account('ada'))
  const text = await asked.text()
  expect(text).toContain('Permissions requested')
  expect(text).toContain('Teams.ManageCalls')
  const accepted = await press(emulator, teams, { ...account('ada'), emulator_consent: 'accept' })
  expect(handedBack(accepted)).toHaveProperty('code')

  expect(handedBack(await press(emulator, teams, account('ada')))).toHaveProperty('code')
  expect((await press(emulator, teams, account('grace'))).status).toBe(200)
  const more = { ...teams, scope: `${TEAMS_SCOPE} ${TEAMS_SCOPE.replace('Calls', 'Chats')}` }
  const other = await (await press(emulator, more, account('ada'))).text()
  expect(other).toContain('Teams.ManageChats')
  expect(other).not.toContain('Manage calls in Teams')
})

test('canceling hands back access_denied', async () => {
  const response = await press(emulator, teams, { ...account('ada'), emulator_consent: 'cancel' })
  const { error, error_description, error_subcode, state } = handedBack(response)
  expect([error, error_subcode, state]).toEqual(['access_denied', 'cancel', 's'])
  expect(error_description).toMatch(/^AADSTS65004: /)
})

test('a silent request with consent missing is consent_required', async () => {
  const cookie = await sessionOf('ada')
  const response = await openAuthorize(emulator, { ...teams, prompt: 'none' }, { cookie })
  const { error, error_description } = handedBack(response)
  expect(error).toBe('consent_required')
  expect(error_description).toMatch(/^AADSTS65001: /)
})

test('prompt=consent asks again', async () => {
  await signIn(emulator, teams)
  const again = { ...teams, prompt: 'consent' }
  const response = await press(emulator, again, account('ada'))
  expect(await response.text()).toContain('Permissions requested')
  expect(handedBack(await signIn(emulator, again))).toHaveProperty('code')
})

test('pre-authorized and admin-consented scopes are not asked for', async () => {
  expect(handedBack(await press(emulator, spaRequest(), account('ada')))).toHaveProperty('code')
  expect(handedBack(await press(emulator, serverRequest(), account('ada')))).toHaveProperty('code')
})

test('who may not consent is sent to an administrator, and cannot accept', async () => {
  const response = await signIn(emulator, teams, 'emmy')
  const text = await response.text()
  expect(text).toContain('Need admin approval')
  expect(text).not.toContain('value="accept"')
})

test('an admin-only scope is an administrator’s to consent to', async () => {
  const request = spaRequest({ scope: 'User.Read.All' })
  expect(await (await signIn(emulator, request, 'ada')).text()).toContain('Need admin approval')
  expect(handedBack(await signIn(emulator, request, 'katherine'))).toHaveProperty('code')
})

test('a second factor is asked for when Graph is, and only of whom it is required', async () => {
  const response = await press(emulator, serverRequest(), account('edsger'))
  expect(await response.text()).toContain('Approve sign-in')
  const approved = await press(emulator, serverRequest(), {
    ...account('edsger'),
    emulator_approved: 'yes',
  })
  const cookie = cookieOf(approved)
  const again = await openAuthorize(emulator, serverRequest({ prompt: 'none' }), { cookie })
  expect(handedBack(again)).toHaveProperty('code')
})

test('a claims challenge that is passed on asks for the second factor', async () => {
  const challenge = { access_token: { capolids: { essential: true, values: ['any'] } } }
  const claims = { claims: JSON.stringify(challenge) }
  const cookie = await sessionOf('edsger')
  const shown = await openAuthorize(emulator, spaRequest(claims), { cookie })
  expect(await shown.text()).toContain('Approve sign-in')
  const silent = await openAuthorize(emulator, spaRequest({ ...claims, prompt: 'none' }), {
    cookie,
  })
  expect(handedBack(silent).error).toBe('interaction_required')
  expect(handedBack(silent).error_description).toMatch(/^AADSTS50076: /)
})

test('claims that require nothing, such as a client’s capabilities, ask for nothing', async () => {
  const cookie = await sessionOf('edsger')
  for (const claims of ['{"access_token":{"xms_cc":{"values":["cp1"]}}}', '{}', 'not JSON']) {
    const response = await openAuthorize(emulator, spaRequest({ claims, prompt: 'none' }), {
      cookie,
    })
    expect(handedBack(response)).toHaveProperty('code')
  }
})

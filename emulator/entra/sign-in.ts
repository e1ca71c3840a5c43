import { findUserByName } from '../config'
import type { Emulator } from '../emulator'
import type { EmulatorRequest } from '../http'
import type { AuthorizationRequest } from './authorization-request'
import { lacksSecondFactor } from './multi-factor'
import type { ScopeRequest } from './scopes'
import { findSession, newSession, type Session } from './session'
import { isAdmitted } from './tenants'

/** The account just picked, or the browser's session where the request is content with it. */
export async function findSignIn(
  request: EmulatorRequest,
  authorization: AuthorizationRequest,
  emulator: Emulator,
): Promise<Session | undefined> {
  const session = await findSession(request, emulator)
  return authorization.choices.account === null
    ? acceptSession(session, authorization)
    : pickAccount(authorization.choices.account, session, authorization, emulator)
}

function pickAccount(
  username: string,
  session: Session | undefined,
  { authority, parameters, choices }: AuthorizationRequest,
  { config }: Emulator,
): Session | undefined {
  const user = findUserByName(config, username)
  if (!user || !isAdmitted(user, authority)) return undefined
  const goesOn = session?.user === user && parameters.get('prompt') !== 'login'
  const { sessionId, multiFactor } = goesOn ? session : newSession(user)
  return { user, sessionId, multiFactor: multiFactor || choices.approved }
}

function acceptSession(
  session: Session | undefined,
  { authority, parameters }: AuthorizationRequest,
): Session | undefined {
  const prompt = parameters.get('prompt')
  if (prompt === 'login' || prompt === 'select_account') return undefined
  if (!session || !isAdmitted(session.user, authority)) return undefined
  const hint = parameters.get('login_hint')?.toLowerCase()
  return !hint || hint === session.user.username.toLowerCase() ? session : undefined
}

/** Whether a second factor is due: by the policy on a resource, or by a claims challenge passed on. */
export function wantsSecondFactor(
  { user, multiFactor }: Session,
  { parameters }: AuthorizationRequest,
  { targets }: ScopeRequest,
): boolean {
  const challenged = parameters.has('claims') && user.mfaDemanded && !multiFactor
  return challenged || targets.some((target) => lacksSecondFactor(user, target, multiFactor))
}

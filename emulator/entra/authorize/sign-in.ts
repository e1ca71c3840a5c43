import { findUserByName, type User } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import type { EmulatorRequest } from '../../core/http'
import type { AuthorizationRequest } from './authorization-request'
import { registerSecondFactor } from './multi-factor'
import { findSession, newSession, type Session } from './session'
import { inactivity } from '../active-account'
import { EntraError } from '../errors'
import { PageError } from '../pages/page-error'
import { isAdmitted } from '../tenants'

/**
 * The account just picked, or the browser's session where the request is content with it. One that was
 * disabled or deleted is refused: to the app when nobody is there to be shown a page.
 */
export async function findSignIn(
  request: EmulatorRequest,
  authorization: AuthorizationRequest,
  emulator: Emulator,
): Promise<Session | undefined> {
  const session = await findSession(request, emulator)
  const { choices, parameters } = authorization
  const signedIn =
    choices.account === null
      ? acceptSession(session, authorization, emulator)
      : pickAccount(choices.account, session, authorization, emulator)
  const number = signedIn && inactivity(signedIn.user, emulator.store)
  if (!number) return signedIn
  const { username } = signedIn.user
  if (choices.account !== null) throw new PageError(number, username)
  if (parameters.get('prompt') === 'none') throw new EntraError(number, username)
  return undefined
}

function pickAccount(
  username: string,
  session: Session | undefined,
  { authority, parameters, choices }: AuthorizationRequest,
  emulator: Emulator,
): Session | undefined {
  const user = findUserByName(emulator.config, username, authority.tenant?.id)
  if (!user || !isAdmitted(user, authority)) return undefined
  const goesOn = session?.user.username === user.username && parameters.get('prompt') !== 'login'
  const picked = goesOn ? withAccount(session, user) : newSession(user)
  if (!choices.approved) return picked
  registerSecondFactor(user, emulator)
  return { ...picked, multiFactor: true }
}

function acceptSession(
  session: Session | undefined,
  { authority, parameters }: AuthorizationRequest,
  { config }: Emulator,
): Session | undefined {
  const prompt = parameters.get('prompt')
  if (!session || prompt === 'login' || prompt === 'select_account') return undefined
  const { username } = session.user
  const user = findUserByName(config, username, authority.tenant?.id)
  if (!user || !isAdmitted(user, authority)) return undefined
  const hint = parameters.get('login_hint')?.toLowerCase()
  return !hint || hint === username.toLowerCase() ? withAccount(session, user) : undefined
}

// A person's account in another tenant. What was shown to one tenant, another does not trust.
function withAccount(session: Session, user: User): Session {
  if (session.user === user) return session
  return { ...session, user, multiFactor: false }
}

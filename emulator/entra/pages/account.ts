import { homeAccount, type User } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import type { EmulatorResponse } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'
import { listUsers } from '../../core/store/account-changes'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorize/authorization-request'
import { describeAccount } from '../authorize/describe-account'
import { isAdmitted } from '../tenants'
import { authorizeForm, redirectOrigin } from './authorize-form'

/** The account picker: one button for each account the request admits, the hinted one first. */
export function accountPage(
  authorization: AuthorizationRequest,
  emulator: Emulator,
): EmulatorResponse {
  // An account picked before is not one this request admits: the choice starts over.
  const choices = { ...authorization.choices, account: null, approved: false }
  const accounts = listAccounts(authorization, emulator)
  const form = authorizeForm(
    { ...authorization, choices },
    html`<ul class="accounts">
      ${accounts.map((user, index) => accountButton(user, index, emulator))}
    </ul>`,
  )
  return page(
    'Pick an account',
    html`<h1>Pick an account</h1>
      <p class="soft">to continue to ${authorization.app.displayName}</p>
      ${form}`,
    { formTargets: [redirectOrigin(authorization)] },
  )
}

function listAccounts({ authority, parameters }: AuthorizationRequest, emulator: Emulator): User[] {
  const admitted = listUsers(emulator).filter(
    // Where any tenant will do, each person has their own.
    (user) =>
      isAdmitted(user, authority) &&
      (authority.tenant !== undefined || homeAccount(emulator.config, user) === user),
  )
  const domain = parameters.get('domain_hint')?.toLowerCase()
  const hinted = parameters.get('login_hint')?.toLowerCase()
  const inDomain = admitted.filter(({ username }) => username.split('@')[1] === domain)
  // A domain without accounts would leave the person with nothing to press.
  const accounts = inDomain.length > 0 ? inDomain : admitted
  return accounts.toSorted((a, b) => Number(isNamed(b, hinted)) - Number(isNamed(a, hinted)))
}

function isNamed({ username }: User, name: string | undefined): boolean {
  return username.toLowerCase() === name
}

// The button's accessible name is the username alone; what is special about it is its description.
function accountButton(user: User, index: number, emulator: Emulator) {
  const [nameId, noteId] = [`account-${index}`, `account-${index}-note`]
  const [name = '', domain = ''] = user.username.split('@')
  return html`<li>
    <button
      class="account"
      name="${CHOICE_FIELDS.account}"
      value="${user.username}"
      aria-labelledby="${nameId}"
      aria-describedby="${noteId}"
    >
      <span class="username" id="${nameId}">${name}@<wbr />${domain}</span>
      <span class="soft" id="${noteId}">${describeAccount(user, emulator)}</span>
    </button>
  </li>`
}

import {
  findTeamsPhoneAssignment,
  removeTeamsPhoneAssignment,
  setTeamsPhoneAssignment,
} from '@/lib/communication/teams-phone-assignments'
import type { CallerId } from '@/lib/auth/caller'
import { recordOperator, type Operator } from '@/lib/people/act-on-person'
import type { PhoneChange } from './arguments'

/** Reads, makes or removes somebody's Teams Phone assignment, and returns what to print. */
export async function changeTeamsPhone(
  operator: Operator,
  { directory, subject }: CallerId,
  change: PhoneChange,
): Promise<object> {
  const place = { tenantId: directory, objectId: subject }
  if (change.verb === 'get') return { assignment: await findTeamsPhoneAssignment(place) }
  recordOperator(operator, `teams_phone_${change.verb}`, { directory, subject })
  if (change.verb === 'set') {
    const { principalType, clientIds } = change
    return { assignment: await setTeamsPhoneAssignment({ ...place, principalType, clientIds }) }
  }
  await removeTeamsPhoneAssignment(place)
  return { assignment: 'removed' }
}

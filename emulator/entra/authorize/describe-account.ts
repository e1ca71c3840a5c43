import type { User } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { changesOf } from '../../core/store/account-changes'
import { secondFactorOf } from './multi-factor'

const SECOND_FACTOR_NOTES = {
  none: [],
  required: ['second factor required for Graph'],
  unregistered: ['second factor required for Graph, none set up'],
}

/** The display name, and in a few words what a developer would pick this account for. */
export function describeAccount(user: User, emulator: Emulator): string {
  const notes = [
    user.displayName,
    ...user.roles,
    ...(user.guest ? ['Guest'] : []),
    user.teamsLicence ? 'Teams license' : 'No Teams license',
    ...SECOND_FACTOR_NOTES[secondFactorOf(user, emulator)],
    ...(user.mayConsent ? [] : ['may not consent to apps']),
    ...(changesOf(user, emulator.store).disabled ? ['disabled'] : []),
    ...(changesOf(user, emulator.store).deleted ? ['deleted'] : []),
  ]
  return notes.join(' · ')
}

'use client'

import { useState } from 'react'
import type { UserKind } from '@/lib/call/call-provider'
import type { Destination } from '@/lib/call/destination/destination'
import {
  type DestinationDetails,
  type Recognition,
  recognizeDestination,
} from '@/lib/call/destination/recognize-destination'

/** What a person enters as the destination, and what it was recognized as. */
export function useDestination(
  initial: string,
  reachable: readonly Destination['kind'][],
  userKind: UserKind,
) {
  const [text, setText] = useState(initial)
  const [details, setDetails] = useState<DestinationDetails>({ guid: 'group' })
  const [isChecked, setChecked] = useState(false)
  // The person chooses what a bare GUID means, also after the first guess.
  const textAlone = recognizeDestination(text).kind
  const recognition = withinReach(recognizeDestination(text, details), reachable, userKind)
  return {
    text,
    details,
    isGuid: textAlone === 'ambiguous',
    recognition,
    needsPasscode: textAlone === 'needs-passcode' && recognition.kind !== 'refused',
    /** What must be corrected before joining, once the person tried. */
    problem: isChecked ? problemOf(recognition) : undefined,
    setText(next: string) {
      setChecked(false)
      setText(next)
    },
    setDetails: (next: DestinationDetails) => setDetails({ ...details, ...next }),
    /** The destination; if undefined, `problem` is set from now on. */
    check(): Destination | undefined {
      setChecked(true)
      return recognition.kind === 'recognized' ? recognition.destination : undefined
    },
  }
}

export type DestinationInput = ReturnType<typeof useDestination>

function withinReach(
  recognition: Recognition,
  reachable: readonly Destination['kind'][],
  userKind: UserKind,
): Recognition {
  if (recognition.kind !== 'recognized') return recognition
  const { kind } = recognition.destination
  if (!reachable.includes(kind)) {
    const reason = `${recognition.summary}. This needs Azure: local calls support only meetings and group calls.`
    return { kind: 'refused', reason }
  }
  if (kind === 'group' && userKind === 'teams-user') {
    const reason =
      'Teams users can’t join group calls of Azure Communication Services. Join as an ACS user instead.'
    return { kind: 'refused', reason }
  }
  return recognition
}

function problemOf(recognition: Recognition): string | undefined {
  switch (recognition.kind) {
    case 'empty':
      return 'Enter a meeting link, an ID or an email address.'
    case 'needs-passcode':
      return 'Enter the meeting passcode.'
    case 'needs-person':
      return 'Look up this person first.'
    case 'refused':
      return recognition.reason
    default:
      return undefined
  }
}

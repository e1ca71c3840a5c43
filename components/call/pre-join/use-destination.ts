'use client'

import { useState } from 'react'
import type { Destination } from '@/lib/call/destination/destination'
import {
  type Hints,
  type Recognition,
  recogniseDestination,
} from '@/lib/call/destination/recognize-destination'
import type { Who } from './user-kind-field'

/** What a person enters about where to call, and what it was recognised as. */
export function useDestination(
  initial: string,
  reachable: readonly Destination['kind'][],
  as: Who,
) {
  const [text, setText] = useState(initial)
  const [hints, setHints] = useState<Hints>({ guid: 'group' })
  const [isChecked, setChecked] = useState(false)
  // Of a bare GUID the person may say what it is, also after a first guess.
  const unaided = recogniseDestination(text).kind
  const recognition = withinReach(recogniseDestination(text, hints), reachable, as)
  return {
    text,
    hints,
    isGuid: unaided === 'ambiguous',
    recognition,
    needsPasscode: unaided === 'needs-passcode' && recognition.kind !== 'refused',
    /** What must be put right before joining, once the person tried. */
    problem: isChecked ? problemOf(recognition) : undefined,
    setText(next: string) {
      setChecked(false)
      setText(next)
    },
    setHints: (next: Hints) => setHints({ ...hints, ...next }),
    /** The destination, or undefined, with the problem shown from now on. */
    check(): Destination | undefined {
      setChecked(true)
      return recognition.kind === 'recognised' ? recognition.destination : undefined
    },
  }
}

export type Where = ReturnType<typeof useDestination>

function withinReach(
  recognition: Recognition,
  reachable: readonly Destination['kind'][],
  as: Who,
): Recognition {
  if (recognition.kind !== 'recognised') return recognition
  const { kind } = recognition.destination
  if (!reachable.includes(kind)) {
    const reason = `${recognition.says}. That needs Azure: local calls reach meetings and group calls.`
    return { kind: 'refused', reason }
  }
  if (kind === 'group' && as === 'teams-user') {
    const reason =
      'Teams users can’t join group calls of Azure Communication Services. Choose “As an ACS user”.'
    return { kind: 'refused', reason }
  }
  return recognition
}

function problemOf(recognition: Recognition): string | undefined {
  switch (recognition.kind) {
    case 'empty':
      return 'Say where to call.'
    case 'needs-passcode':
      return 'The meeting’s passcode is missing.'
    case 'needs-person':
      return 'Look the person up first.'
    case 'refused':
      return recognition.reason
    default:
      return undefined
  }
}

'use client'

import { useEffect } from 'react'
import { broadcast } from './session-broadcast'

/** Tells the other tabs that the person has signed out. */
export function BroadcastSignOut() {
  useEffect(() => broadcast('signed-out'), [])
  return null
}

'use client'

import { useEffect } from 'react'
import { announce } from './announcements'

/** Tells the other tabs that the person has signed out. */
export function AnnounceSignOut() {
  useEffect(() => announce('signed-out'), [])
  return null
}

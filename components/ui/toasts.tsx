'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { type Notification, onNotification } from './notify'

// Most visits show no toast, so the toaster is loaded with the first.
const Toaster = lazy(() => import('./toaster').then(({ ToastArea }) => ({ default: ToastArea })))

/** Where toasts appear. */
export function Toasts() {
  const [latest, setLatest] = useState<Notification>()
  useEffect(() => onNotification(setLatest), [])
  if (!latest) return null
  return (
    <Suspense>
      <Toaster latest={latest} />
    </Suspense>
  )
}

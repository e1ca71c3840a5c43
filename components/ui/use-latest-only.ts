'use client'

import { useRef } from 'react'

/**
 * Begins an attempt, and answers how to tell whether it is still the last one: one that was given
 * up, such as one in a window that was closed, must not speak any more.
 */
export function useAttempts(): () => () => boolean {
  const last = useRef(0)
  return () => {
    const own = ++last.current
    return () => own === last.current
  }
}

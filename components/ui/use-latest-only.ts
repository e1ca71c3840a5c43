'use client'

import { useRef } from 'react'

/**
 * Begins an attempt, and returns how to tell whether it is still the latest: the result of one that
 * was abandoned, such as in a popup that was closed, is ignored.
 */
export function useLatestOnly(): () => () => boolean {
  const latest = useRef(0)
  return () => {
    const attempt = ++latest.current
    return () => attempt === latest.current
  }
}

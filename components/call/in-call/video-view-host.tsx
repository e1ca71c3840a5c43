'use client'

import { useEffect, useRef } from 'react'
import type { VideoView } from '@/lib/call/call-state'
import styles from './video-view-host.module.css'

interface VideoViewHostProps {
  view: VideoView
  /** The accessible name. */
  label: string
  isMirrored?: boolean
  /** Whether nothing may be cropped, as of a screen. */
  isWhole?: boolean
}

/** Shows a video view. */
export function VideoViewHost({ view, label, isMirrored, isWhole }: VideoViewHostProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (host.current) return view.attach(host.current)
    // A view with the same id is the same view, even as another object.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [view.id])
  return (
    <div
      ref={host}
      role="img"
      aria-label={label}
      className={styles.host}
      data-mirrored={isMirrored}
      data-whole={isWhole}
    />
  )
}

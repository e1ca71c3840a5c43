'use client'

import { useEffect, useRef } from 'react'
import type { Picture } from '@/lib/call/call-state'
import styles from './video-view.module.css'

interface PictureViewProps {
  picture: Picture
  /** What it shows, for who can't see it. */
  label: string
  isMirrored?: boolean
  /** Whether all of it must be seen, as of a screen. */
  isWhole?: boolean
}

/** A moving picture. */
export function PictureView({ picture, label, isMirrored, isWhole }: PictureViewProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current) return picture.attach(place.current)
    // A picture of the same id is the same one, however often it is described anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [picture.id])
  return (
    <div
      ref={place}
      role="img"
      aria-label={label}
      className={styles.picture}
      data-mirrored={isMirrored}
      data-whole={isWhole}
    />
  )
}

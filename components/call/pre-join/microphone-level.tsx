'use client'

import { useEffect, useState } from 'react'
import { measureAudioLevel } from '@/lib/call/audio-level'
import styles from './pre-join.module.css'

const STEPS = 12

/** The microphone's level, as bars that move while the person speaks. */
export function MicrophoneLevel({ track }: { track: MediaStreamTrack }) {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    const audioLevel = measureAudioLevel(track)
    const timer = setInterval(() => setLevel(Math.round(audioLevel.read() * STEPS)), 100)
    return () => {
      clearInterval(timer)
      audioLevel.close()
    }
  }, [track])
  return (
    <div
      className={styles.level}
      role="meter"
      aria-label="Microphone level"
      aria-valuemin={0}
      aria-valuemax={STEPS}
      aria-valuenow={level}
    >
      {Array.from({ length: STEPS }, (_, i) => (
        <span key={i} className={i < level ? styles.loud : undefined} />
      ))}
    </div>
  )
}

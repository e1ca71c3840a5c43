'use client'

import { useEffect, useEffectEvent } from 'react'
import type { Call } from '@/lib/call/call-provider'
import type { CallState } from '@/lib/call/call-state'
import styles from './people.module.css'
import { type Shortcut, shortcutOf, shortcuts } from './shortcut-keys'

/** The call's keyboard shortcuts: listens for them, and lists them. */
export function Shortcuts({ call, state }: { call: Call; state: CallState }) {
  const run = useEffectEvent((shortcut: Shortcut) => {
    const { isMuted, camera, screen, isHandRaised } = state.me
    const actions: Record<Shortcut, () => Promise<void>> = {
      mute: () => call.setMuted(!isMuted),
      camera: () => call.setCamera(!camera),
      screen: () => call.setScreen(!screen),
      hand: () => call.setHand(!isHandRaised),
      leave: () => call.leave(),
    }
    void actions[shortcut]()
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event)
      if (!shortcut || event.repeat) return
      event.preventDefault()
      run(shortcut)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return (
    <details className={styles.shortcuts}>
      <summary>Keyboard shortcuts</summary>
      <p className="fine-print">Same as in Teams. On a Mac, use ⌘ instead of Ctrl.</p>
      <dl>
        {Object.values(shortcuts).map(({ letter, action }) => (
          <div key={letter}>
            <dt>
              <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>{letter}</kbd>
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

'use client'

import { EmojiRegular } from '@fluentui/react-icons/headless/svg/emoji'
import { useState } from 'react'
import type { Call } from '@/lib/call/call-provider'
import type { ReactionKind } from '@/lib/call/call-state'
import styles from './controls.module.css'
import { ControlButton } from './control-button'
import { reactionFaces } from './reactions'

interface ReactionMenuProps {
  kinds: readonly ReactionKind[]
  isDisabled: boolean
  call: Call
}

/** The reactions to choose from. */
export function ReactionMenu({ kinds, isDisabled, call }: ReactionMenuProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ControlButton
        icon={<EmojiRegular />}
        label={isOpen ? 'Hide reactions' : 'React'}
        shortLabel="React"
        isDisabled={isDisabled}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && !isDisabled && (
        <div role="group" aria-label="Reactions" className={styles.faces}>
          {kinds.map((kind) => {
            const { Face, name } = reactionFaces[kind]
            return (
              <button
                key={kind}
                type="button"
                aria-label={name}
                title={name}
                onClick={() => {
                  void call.react(kind)
                  setOpen(false)
                }}
              >
                <Face />
              </button>
            )
          })}
        </div>
      )}
    </>
  )
}

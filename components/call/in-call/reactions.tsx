import { EmojiLaughRegular } from '@fluentui/react-icons/headless/svg/emoji-laugh'
import { EmojiSurpriseRegular } from '@fluentui/react-icons/headless/svg/emoji-surprise'
import { HandMultipleRegular } from '@fluentui/react-icons/headless/svg/hand-multiple'
import { HeartFilled } from '@fluentui/react-icons/headless/svg/heart'
import { ThumbLikeFilled } from '@fluentui/react-icons/headless/svg/thumb-like'
import type { Reaction, ReactionKind } from '@/lib/call/call-state'
import styles from './video-gallery.module.css'

/** Icon and name of each reaction. */
export const reactionFaces: Record<ReactionKind, { Face: typeof HeartFilled; name: string }> = {
  like: { Face: ThumbLikeFilled, name: 'Like' },
  heart: { Face: HeartFilled, name: 'Heart' },
  laugh: { Face: EmojiLaughRegular, name: 'Laugh' },
  applause: { Face: HandMultipleRegular, name: 'Applause' },
  surprised: { Face: EmojiSurpriseRegular, name: 'Surprised' },
}

/** Reactions as they arrive. */
export function Reactions({ reactions }: { reactions: readonly Reaction[] }) {
  return (
    <ul className={styles.reactions} aria-label="Reactions" aria-live="polite">
      {reactions.map(({ id, from, kind }) => {
        const { Face, name } = reactionFaces[kind]
        return (
          <li key={id}>
            <Face /> {from}
            <span className="visually-hidden">: {name}</span>
          </li>
        )
      })}
    </ul>
  )
}

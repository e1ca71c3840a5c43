import type { Reaction, ReactionKind } from '@/lib/call/call-state'
import styles from './call.module.css'

/** How reactions look and are called. */
export const reactionFaces: Record<ReactionKind, { face: string; name: string }> = {
  like: { face: '👍', name: 'Like' },
  heart: { face: '❤️', name: 'Heart' },
  laugh: { face: '😆', name: 'Laugh' },
  applause: { face: '👏', name: 'Applause' },
  surprised: { face: '😮', name: 'Surprised' },
}

/** Reactions as they come. */
export function Reactions({ reactions }: { reactions: readonly Reaction[] }) {
  return (
    <ul className={styles.reactions} aria-label="Reactions" aria-live="polite">
      {reactions.map(({ id, from, kind }) => (
        <li key={id}>
          <span aria-hidden>{reactionFaces[kind].face}</span> {from}
          <span className={styles.hidden}>: {reactionFaces[kind].name}</span>
        </li>
      ))}
    </ul>
  )
}

import type { ReactionKind } from './call-state'
import type { CallStore } from './call-store'

const REACTION_MS = 4_000
const HINT_MS = 10_000

/** What is shown in a call for a while: reactions, and sentences about what went wrong. */
export interface Passing {
  react: (from: string, kind: ReactionKind) => void
  hint: (text: string) => void
  /** Troubles that last until they are said to be over. */
  setTroubles: (troubles: readonly string[]) => void
}

export function createPassing(store: CallStore): Passing {
  let hints: readonly string[] = []
  let troubles: readonly string[] = []
  let nextId = 0

  const showHints = () => {
    const shown = [...troubles, ...hints]
    if (shown.join('\n') !== store.state().hints.join('\n')) store.update({ hints: shown })
  }
  return {
    react(from, kind) {
      const reaction = { id: nextId++, from, kind }
      store.update({ reactions: [...store.state().reactions, reaction] })
      setTimeout(() => {
        store.update({ reactions: store.state().reactions.filter((one) => one !== reaction) })
      }, REACTION_MS)
    },
    hint(text) {
      hints = [...hints.filter((one) => one !== text), text]
      showHints()
      setTimeout(() => {
        hints = hints.filter((one) => one !== text)
        showHints()
      }, HINT_MS)
    },
    setTroubles(next) {
      troubles = next
      showHints()
    },
  }
}

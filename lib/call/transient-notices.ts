import type { ReactionKind } from './call-state'
import type { CallStore } from './call-store'

const REACTION_MS = 4_000
const NOTICE_MS = 10_000

/** What a call shows for a few seconds: reactions, and notices about what went wrong. */
export interface TransientNotices {
  react: (from: string, kind: ReactionKind) => void
  show: (text: string) => void
  /** Replaces the notices that last as long as what causes them. */
  setDiagnostics: (diagnostics: readonly string[]) => void
}

export function createTransientNotices(store: CallStore): TransientNotices {
  let notices: readonly string[] = []
  let diagnostics: readonly string[] = []
  let nextId = 0

  const update = () => {
    const shown = [...diagnostics, ...notices]
    if (shown.join('\n') !== store.state().notices.join('\n')) store.update({ notices: shown })
  }
  return {
    react(from, kind) {
      const reaction = { id: nextId++, from, kind }
      store.update({ reactions: [...store.state().reactions, reaction] })
      setTimeout(() => {
        store.update({ reactions: store.state().reactions.filter((one) => one !== reaction) })
      }, REACTION_MS)
    },
    show(text) {
      notices = [...notices.filter((one) => one !== text), text]
      update()
      setTimeout(() => {
        notices = notices.filter((one) => one !== text)
        update()
      }, NOTICE_MS)
    },
    setDiagnostics(next) {
      diagnostics = next
      update()
    },
  }
}

/** What a shortcut does, and its letter: with Ctrl and Shift, as in Teams. */
export const shortcuts = {
  mute: { letter: 'M', does: 'Mute or unmute' },
  camera: { letter: 'O', does: 'Camera on or off' },
  screen: { letter: 'E', does: 'Share or stop sharing' },
  hand: { letter: 'K', does: 'Raise or lower your hand' },
  leave: { letter: 'H', does: 'Leave' },
} as const

export type Shortcut = keyof typeof shortcuts

/** The keys in the form of `aria-keyshortcuts`. */
export function keysOf(shortcut: Shortcut): string {
  const { letter } = shortcuts[shortcut]
  return `Control+Shift+${letter} Meta+Shift+${letter}`
}

/** Which shortcut was pressed, if one was. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey) return undefined
  const names = Object.keys(shortcuts) as Shortcut[]
  return names.find((name) => event.key.toUpperCase() === shortcuts[name].letter)
}

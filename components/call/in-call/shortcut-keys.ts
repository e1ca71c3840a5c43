/** Each shortcut's letter, pressed with Ctrl and Shift as in Teams, and its action. */
export const shortcuts = {
  mute: { letter: 'M', action: 'Mute or unmute' },
  camera: { letter: 'O', action: 'Turn camera on or off' },
  screen: { letter: 'E', action: 'Start or stop sharing' },
  hand: { letter: 'K', action: 'Raise or lower your hand' },
  leave: { letter: 'H', action: 'Leave' },
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

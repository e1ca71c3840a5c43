// Writes Fluent's light and dark tokens as one style sheet: `light-dark()` chooses by the page's
// color-scheme, so that the server needn't know which theme the system has.
import { writeFileSync } from 'node:fs'
import { teamsDarkTheme as dark, teamsLightTheme as light } from '@fluentui/tokens'

// The palettes for avatars and charts, most of the tokens, are used by nothing here.
const UNUSED = /^colorPalette(?!Red|Green|DarkOrange|Yellow)/
const COLOR = /#[\da-f]{3,8}\b|rgba?\([^)]*\)|\b(?:transparent|white|black)\b/gi

/** Writes the style sheet. */
export function writeTheme(path: string): void {
  const lines = Object.entries(light)
    .filter(([name]) => !UNUSED.test(name))
    .map(([name, value]) => `  --${name}: ${both(String(value), valueOf(dark, name))};`)
  writeFileSync(path, `:root {\n${lines.join('\n')}\n}\n`)
}

function valueOf(theme: object, name: string): string {
  return String((theme as Record<string, unknown>)[name])
}

function both(inLight: string, inDark: string): string {
  if (inLight === inDark) return inLight
  const darkColors = inDark.match(COLOR) ?? []
  let index = 0
  return inLight.replace(COLOR, (color) => `light-dark(${color}, ${String(darkColors[index++])})`)
}

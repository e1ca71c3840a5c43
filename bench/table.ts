type Cell = string | number

/** A table in Markdown. */
export function table(header: string[], rows: Cell[][]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

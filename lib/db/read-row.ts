/** A statement with the placeholders $1, $2, … in their order, each once, as both drivers take them. */
export interface Query {
  /** Names the prepared statement. */
  name: string
  sql: string
}

/** Reads the first row, as the driver gives it: only text, integers and null mean the same in both. */
export type ReadRow = (
  query: Query,
  values: string[],
) => Promise<Record<string, unknown> | undefined>

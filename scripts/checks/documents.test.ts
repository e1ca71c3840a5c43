import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { scripts } from '../../package.json'

const ROOT = path.resolve(import.meta.dirname, '../..')
const ignored = read('.gitignore')
  .split('\n')
  .flatMap((line) => /^(\w[\w-]*)\/$/.exec(line)?.[1] ?? [])
const folders = foldersOf('.')
const documents = ['.', ...folders, '.github'].flatMap(markdownBelow).map((file) => ({
  file,
  text: read(file),
}))

it('links lead to files and headings that are there', () => {
  const broken = everywhere(documents, ({ file, text }) =>
    [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target) && !leads(file, target)),
  )
  expect(broken).toEqual([])
})

it('files and folders that are named are there', () => {
  const inRoot = new RegExp(`(?<![\\w/.:@<-])(?:${folders.join('|')})/[\\w.()[\\]@/-]*`, 'g')
  const inCode = /`((?:[\w-]+\/)+[\w.-]+\.(?:[jt]sx?|json|md|prisma))`/g
  // The changelog speaks of files that are gone.
  const current = documents.filter(({ file }) => file !== 'CHANGELOG.md')
  const missing = everywhere(current, ({ file, text }) => {
    const named = new Set([
      ...[...text.matchAll(inRoot)].map(([name]) => name.replace(/[.:)]+$/, '')),
      ...[...text.matchAll(inCode)].map(([, name = '']) => name),
    ])
    const places = ['.', path.dirname(file)]
    return [...named].filter(
      (name) => !isGenerated(name) && !places.some((place) => exists(place, name)),
    )
  })
  expect(missing).toEqual([])
})

it('commands that are named are in package.json', () => {
  const missing = everywhere(documents, ({ text }) =>
    [...text.matchAll(/\bnpm run ([a-z][\w:]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !(name in scripts)),
  )
  expect(missing).toEqual([])
})

it('the README has a row for each folder, and for each folder of lib', () => {
  const [, section = ''] = read('README.md').split('## Where things live')
  const rows = [...section.matchAll(/^\| (`.*?)\|/gm)].map(([, cell = '']) => cell)
  const named = rows.flatMap((cell) => [...cell.matchAll(/`([\w-]+)\/`/g)].map(([, name]) => name))
  expect(named.toSorted()).toEqual([...folders, ...foldersOf('lib')].toSorted())
})

it('the decisions are listed with their titles', () => {
  const index = read('docs/decisions/README.md')
  const decisions = readdirSync(path.join(ROOT, 'docs/decisions')).filter((name) =>
    /^\d/.test(name),
  )
  const lines = decisions.map((name) => `[${titleOf(`docs/decisions/${name}`)}](${name})`)
  expect(lines.filter((line) => !index.includes(line))).toEqual([])
})

interface Document {
  file: string
  text: string
}

function everywhere(among: Document[], find: (document: Document) => string[]): string[] {
  return among.flatMap((document) => find(document).map((fault) => `${document.file}: ${fault}`))
}

function leads(from: string, target: string): boolean {
  const [name = '', anchor] = target.split('#')
  const file = name === '' ? from : path.join(path.dirname(from), name)
  return exists('.', file) && (anchor === undefined || anchorsOf(file).includes(anchor))
}

/** As GitHub makes them of headings. */
function anchorsOf(file: string): string[] {
  const text = read(file).replaceAll(/^ *```.*?^ *```$/gms, '')
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function titleOf(file: string): string | undefined {
  return /^# (.*)$/m.exec(read(file))?.[1]
}

function withoutCode(text: string): string {
  return text.replaceAll(/^ *```.*?^ *```$/gms, '').replaceAll(/`[^`\n]*`/g, '')
}

function markdownBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory())
      return folder === '.' || isIgnored(entry.name) ? [] : markdownBelow(name)
    return name.endsWith('.md') && entry.name !== 'AGENTS.md' ? [name] : []
  })
}

/** The folders that belong to the project: no tools', no generated ones. */
function foldersOf(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !isIgnored(entry.name))
    .map((entry) => entry.name)
}

function isIgnored(name: string): boolean {
  return ignored.includes(name)
}

function isGenerated(name: string): boolean {
  return isIgnored(name.split('/')[0] ?? '')
}

function exists(place: string, name: string): boolean {
  return existsSync(path.join(ROOT, place, name))
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

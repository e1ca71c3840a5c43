import { init } from 'echarts'
import type { Row } from './results'

/** The colors of a chart for light or dark pages. */
interface Theme {
  background: string
  text: string
  muted: string
  line: string
  product: string
  others: string
}

export const THEMES: Record<'light' | 'dark', Theme> = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    muted: '#59636e',
    line: '#d1d9e0',
    product: '#0f6cbd',
    others: '#9aa4ae',
  },
  dark: {
    background: '#0d1117',
    text: '#f0f6fc',
    muted: '#9198a1',
    line: '#3d444d',
    product: '#479ef5',
    others: '#6e7781',
  },
}

const FONT = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif'
const WIDTH = 700
const TOP = 92
const BOTTOM = 60
const BAR = 28
// Wide enough for the longest name in any font: without a browser nobody can measure it.
const NAMES = 240
const CONNECTIONS = 16
/** Many times as fast as all others, which would be too short to compare. */
const NOT_DRAWN = 'bare node:http'

/** Requests per second in relation to the bare route of Next.js, as an SVG image. */
export function chart(rows: Row[], theme: Theme): string {
  const loaded = rows.filter((row) => row.connections === CONNECTIONS && row.cloudMs === 0)
  const drawn = loaded.filter(({ target }) => target !== NOT_DRAWN)
  const image = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: WIDTH,
    height: TOP + drawn.length * BAR + BOTTOM,
  })
  image.setOption({
    animation: false,
    backgroundColor: theme.background,
    textStyle: { fontFamily: FONT, color: theme.text },
    title: {
      text: 'Requests per second, in multiples of a bare Next.js route',
      subtext: subtitle(loaded),
      left: 16,
      top: 12,
      textStyle: { fontFamily: FONT, fontSize: 16, color: theme.text },
      subtextStyle: { fontFamily: FONT, fontSize: 12, color: theme.muted },
    },
    legend: {
      left: 12,
      top: 60,
      itemGap: 36,
      itemWidth: 14,
      textStyle: { color: theme.text },
      selectedMode: false,
    },
    grid: { left: NAMES, right: 56, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: 0,
      name: 'multiples of the bare Next.js route',
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: theme.muted },
      axisLabel: { color: theme.muted },
      splitLine: { lineStyle: { color: theme.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: drawn.map(({ target }) => target),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.line } },
      axisLabel: { color: theme.text, interval: 0, fontSize: 13 },
    },
    series: [
      bars('this product', drawn.map(ratioIf(isOurs)), theme.product, theme),
      bars('others', drawn.map(ratioIf((row) => !isOurs(row))), theme.others, theme),
    ],
  })
  const svg = image.renderToSVGString()
  image.dispose()
  return svg
}

function bars(name: string, data: (number | '-')[], color: string, { text }: Theme) {
  const formatter = ({ value }: { value?: unknown }) => Number(value).toFixed(2)
  return {
    name,
    type: 'bar' as const,
    stack: 'all',
    barWidth: 18,
    itemStyle: { color },
    label: { show: true, position: 'right' as const, color: text, fontFamily: FONT, formatter },
    data,
  }
}

/** The ratio of a row, or no bar. */
function ratioIf(isPart: (row: Row) => boolean) {
  return (row: Row) => (isPart(row) ? row.ofBareNext : '-')
}

function subtitle(rows: Row[]): string {
  const unlimited = rows.find(({ target }) => target === NOT_DRAWN)
  const note = unlimited && `; ${NOT_DRAWN}, not drawn: ${unlimited.ofBareNext.toFixed(1)}`
  return `${CONNECTIONS} connections, longer is better${note ?? ''}`
}

/** Whether a target is an operation of this product. */
function isOurs({ target }: Row): boolean {
  return /^(GET|POST) /.test(target)
}

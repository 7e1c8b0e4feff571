import type { Plugin } from 'vite'

const none = 'function none() { return null }\n'
const exported = (names: readonly string[]) => `export { ${names.map((name) => `none as ${name}`).join(', ')} }\n`

/** What stands in for modules of d3. Of all that its transitions can animate, React Flow animates the view alone. */
const instead: Readonly<Record<string, string>> = {
  // d3 asks of every value whether it is a colour. None is.
  'd3-color': none + exported(['color', 'rgb', 'hsl', 'lab', 'hcl', 'cubehelix']),
  'd3-interpolate':
    "export { interpolateZoom, interpolateZoom as interpolate } from 'd3-interpolate'\n" +
    none +
    exported([
      'interpolateNumber',
      'interpolateRgb',
      'interpolateString',
      'interpolateTransformCss',
      'interpolateTransformSvg',
    ]),
}

const prefix = '\0lean:'

/**
 * Leaves out of the built page what React Flow brings and this page never runs (7 KB gzipped): what d3 mixes in
 * animations of colours, attributes and styles, and components that nobody imports but that a name for React's
 * developer tools holds fast.
 */
export function leanFlow(): Plugin {
  return {
    name: 'lean-flow',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id, importer) => (id in instead && importer !== prefix + id ? prefix + id : undefined),
    load: (id) => (id.startsWith(prefix) ? instead[id.slice(prefix.length)] : undefined),
    transform: (code, id) =>
      id.endsWith('/@xyflow/react/dist/esm/index.js')
        ? {
            code: code
              .replaceAll(/^\w+\.displayName = .*;$/gm, '')
              .replaceAll(/ = ((?:memo|forwardRef|createContext)\()/g, ' = /*#__PURE__*/ $1'),
            map: null,
          }
        : undefined,
  }
}

import type { Plugin } from 'vite'

const colours = ['color', 'rgb', 'hsl', 'lab', 'hcl', 'cubehelix']

/**
 * Leaves out of the built page what React Flow brings and this page never runs (4 KB gzipped): the colours that d3's
 * transitions can mix, while only the view is ever animated, and components that nobody imports but that a name for
 * React's developer tools holds fast.
 */
export function leanFlow(): Plugin {
  return {
    name: 'lean-flow',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'd3-color' ? '\0d3-color' : undefined),
    // d3 asks of every value whether it is a colour. None is.
    load: (id) =>
      id === '\0d3-color'
        ? `function none() { return null }\nexport { ${colours.map((name) => `none as ${name}`).join(', ')} }`
        : undefined,
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

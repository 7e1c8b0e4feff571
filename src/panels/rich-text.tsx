import type { Part } from '../i18n/format.ts'
import type { Diagram } from '../model/diagram.ts'
import { useDocument } from '../store/document-store.ts'
import { keyed } from '../ui/keyed.ts'
import { reveal, revealSetting } from './reveal.ts'

interface RichTextProps {
  readonly parts: readonly Part[]
  /** In a row that is itself a button nothing else may be clicked. */
  readonly isPlain?: boolean
}

/** A message with its references to devices and settings as links that open them. */
export function RichText({ parts, isPlain = false }: RichTextProps) {
  return keyed(parts).map(({ key, item }) => <RichPart key={key} part={item} isPlain={isPlain} />)
}

function RichPart({ part, isPlain }: { readonly part: Part; readonly isPlain: boolean }) {
  if (part.type === 'text') return part.text
  if (part.type === 'code') return <code className="break-words">{part.text}</code>
  if (isPlain) return part.text
  return <Reference part={part} />
}

type Reference = Exclude<Part, { type: 'text' | 'code' }>

const isThere = ({ devices, links, zones }: Diagram, id: string): boolean => id in devices || id in links || id in zones

/** A link to what is spoken of; only its name where that was removed meanwhile. */
function Reference({ part }: { readonly part: Reference }) {
  const target = part.type === 'setting' ? part.device : part.id
  const hasTarget = useDocument((diagram) => isThere(diagram, target))
  if (!hasTarget) return part.text
  const open = () => (part.type === 'setting' ? revealSetting(part.device, part.path) : reveal(part.id))
  return (
    <button type="button" className="inline rounded font-semibold text-accent hover:underline" onClick={open}>
      {part.text}
    </button>
  )
}

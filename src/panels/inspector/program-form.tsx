import type { ReactNode } from 'react'
import type { Json, JsonObject } from '../../model/topology.ts'
import type { AnyDefinition, Section } from '../../programs/contract/program.ts'
import { isShown } from '../../protocols/fields/resolve.ts'
import { FieldRow } from '../form/field-row.tsx'
import { useForm } from '../form/form-context.ts'
import { Part } from './part.tsx'

interface ProgramFormProps {
  readonly program: AnyDefinition
  /** What a person set. */
  readonly config: JsonObject
  /** What applies. */
  readonly settings: Readonly<Record<string, unknown>>
  /** What follows from the cables. */
  readonly derived: Readonly<Record<string, unknown>>
  /** Only these settings; unset: all. */
  readonly only?: readonly string[]
  /** What stands before a setting's name in its path: `filter.`. */
  readonly prefix?: string
  readonly onSet: (name: string, value: Json | undefined) => void
}

/** The form of a program's settings, section by section. */
export function ProgramForm({ program, config, settings, derived, only, prefix = '', onSet }: ProgramFormProps) {
  // What another setting makes pointless is not there, and neither is a heading over nothing.
  const resting = program.rests?.(settings) ?? []
  const shows = (name: string) => {
    const field = program.fields[name]
    return field !== undefined && (only?.includes(name) ?? true) && !resting.includes(name) && isShown(field, settings)
  }
  const sections = program.sections.filter(({ fields }) => fields.some(shows))
  return sections.map((section) => (
    <ProgramSection
      key={section.code}
      section={section}
      prefix={prefix}
      isInUse={only !== undefined || section.fields.some((name) => config[name] !== undefined)}
    >
      {section.fields.map((name) => {
        const field = program.fields[name]
        return field && shows(name) ? (
          <FieldRow
            key={name}
            field={field}
            value={config[name]}
            applies={settings[name]}
            isFromWiring={derived[name] !== undefined}
            textPath={name}
            path={`${prefix}${name}`}
            onChange={(value) => onSet(name, value)}
          />
        ) : null
      })}
    </ProgramSection>
  ))
}

interface ProgramSectionProps {
  readonly section: Section
  readonly prefix: string
  /** Something in it was set: then it is not folded away. */
  readonly isInUse: boolean
  readonly children: ReactNode
}

function ProgramSection({ section, prefix, isInUse, children }: ProgramSectionProps) {
  const { texts } = useForm()
  return (
    <Part
      title={texts.section(section.code)}
      paths={section.fields.map((name) => `${prefix}${name}`)}
      isFolded={section.advanced === true && !isInUse}
    >
      {children}
    </Part>
  )
}

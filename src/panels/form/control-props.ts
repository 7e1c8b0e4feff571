import type { Json } from '../../model/topology.ts'
import type { FieldSpec } from '../../protocols/fields/field.ts'

/** What a control for one value gets, in a field, a column or a list. */
export interface ControlProps<S extends FieldSpec = FieldSpec> {
  readonly spec: S
  /** What the person set. */
  readonly value: Json | undefined
  /** What applies: the set value, else what follows from the wiring, else the default. */
  readonly applies: unknown
  readonly onChange: (value: Json | undefined) => void
  /** Names of field and column without row numbers, for the catalogue: `rules.ports`. */
  readonly textPath: string
  /** Where it is within the config, for links to it: `rules[2].ports`. */
  readonly path: string
  readonly id: string
  /** Its name, where no visible label points at it: in a list. */
  readonly label?: string | undefined
  /** Id of a text that explains it. */
  readonly describedBy: string | undefined
}

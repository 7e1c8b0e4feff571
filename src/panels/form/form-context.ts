import { createContext, use, type ComponentType } from 'react'
import type { Role } from '../../protocols/fields/field.ts'
import type { ControlProps } from './control-props.ts'
import type { FieldTexts } from './texts.ts'

export interface DeviceChoice {
  readonly id: string
  readonly name: string
  readonly serves: Role | undefined
}

/** What every control of one device's form needs to know. */
interface FormContextValue {
  readonly device: string
  /** The control for any declared value; handed down, since lists and tables hold values themselves. */
  readonly Control: ComponentType<ControlProps>
  readonly texts: FieldTexts
  /** The other devices of the diagram, by name. */
  readonly devices: readonly DeviceChoice[]
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useForm(): FormContextValue {
  const form = use(FormContext)
  if (!form) throw new Error('A field needs a form around it.')
  return form
}

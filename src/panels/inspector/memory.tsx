import { useMemo } from 'react'
import { useCatalogue, useT, useTell } from '../../i18n/use-t.tsx'
import type { Value } from '../../model/message.ts'
import type { Device, Json } from '../../model/topology.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import type { StateTable } from '../../programs/contract/state-table.ts'
import { useCompiled } from '../../store/analysis.ts'
import { useSession, type Session } from '../../store/session-store.ts'
import { keyed } from '../../ui/keyed.ts'
import { RichText } from '../rich-text.tsx'
import { useOfProgram } from '../use-of-program.ts'
import { Block } from './block.tsx'

const selectWorld = (session: Session) => session.world

/** What a device remembers at this moment of the diagram's clock, as its program tells it. */
export function Memory({ device, program }: { readonly device: Device; readonly program: AnyDefinition | undefined }) {
  const t = useT()
  const catalogue = useCatalogue()
  const tables = useTables(device, program)
  const say = (code: string) => catalogue[`${device.program.id}.${code}`] ?? code
  if (tables.length === 0)
    return (
      <Block title={t('state.memory')} empty={t('state.no-memory')}>
        {[]}
      </Block>
    )
  return tables.map((table) => (
    <Block key={table.code} title={say(table.code)} empty="">
      {table.columns.length > 2
        ? keyed(table.rows).map(({ key, item }) => <RowCard key={key} row={item} columns={table.columns.map(say)} />)
        : [<Pairs key="pairs" table={table} columns={table.columns.map(say)} />]}
    </Block>
  ))
}

/** The tables that have something in them. */
function useTables(device: Device, program: AnyDefinition | undefined): readonly StateTable[] {
  const tell = useOfProgram(program, stateTablesOf)
  const compiled = useCompiled()
  const { states, clock } = useSession(selectWorld)
  const known = states[device.id]
  return useMemo(() => {
    // A device that was changed since begins afresh: what it knew belongs to the settings of then.
    if (!tell || known?.program !== compiled.identityOf(device.id)) return []
    const context = {
      settings: compiled.settingsOf(device.id),
      wiring: compiled.wiringOf(device.id),
      now: clock,
      checks: numbersOf(known.kernel['checks']),
    }
    return tell(known.state, context).filter(({ rows }) => rows.length > 0)
  }, [tell, compiled, known, device.id, clock])
}

const stateTablesOf = (program: AnyDefinition) => program.stateTables?.().then(({ stateTables }) => stateTables)

function numbersOf(value: Json | undefined): Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).flatMap(([id, due]) => (typeof due === 'number' ? [[id, due]] : [])))
}

interface RowCardProps {
  readonly row: readonly (Value | undefined)[]
  readonly columns: readonly string[]
}

/** A row of many columns, which the panel has no room for side by side: its name above its values. */
function RowCard({ row, columns }: RowCardProps) {
  return (
    <dl className="grid grid-cols-[minmax(0,7rem)_minmax(0,1fr)] gap-x-2 gap-y-0.5 border-l-2 border-line pl-2 text-sm">
      {columns.map((column, index) => {
        const value = row[index]
        return value === undefined ? null : (
          <div key={column} className="contents">
            <dt className="text-muted">{column}</dt>
            <dd className="min-w-0 break-words">
              <Cell value={value} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Pairs({ table, columns }: { readonly table: StateTable; readonly columns: readonly string[] }) {
  return (
    <table className="w-full text-sm">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className="pb-0.5 text-left font-normal text-muted">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(table.rows).map(({ key, item: [first, ...rest] }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="py-0.5 pr-2 text-left font-normal">
              {first ? <Cell value={first} /> : null}
            </th>
            {keyed(rest).map(({ key: column, item }) => (
              <td key={column} className="py-0.5 tabular-nums">
                {item ? <Cell value={item} /> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value with its devices and settings as links. */
function Cell({ value }: { readonly value: Value }) {
  const tell = useTell()
  return (
    <span className="[&_button]:text-left">
      <RichText parts={tell.parts(value)} />
    </span>
  )
}

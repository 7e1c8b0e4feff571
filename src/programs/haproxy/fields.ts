import { choice, duration, integer, line, list, port, table, target, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { certificateFileFields, certificateSettings, tlsFields } from '../common/tls-fields.ts'
import type { Section } from '../contract/program.ts'

const whenHttp = { field: 'mode', is: ['http'] } as const
const whenTcp = { field: 'mode', is: ['tcp'] } as const
const whenChecked = { field: 'check', is: [true] } as const
const whenHttpCheck = { field: 'checkType', is: ['http'] } as const

const frontendColumns = {
  port: port({ default: 8080 }),
  /** TLS ends here; in mode `tcp` it is passed through. */
  tls: toggle({ default: false }),
}

const serverColumns = {
  server: target({ serves: 'http' }),
  /**
   * Unset: in mode `tcp` the port that the client came to, if the server listens there; else, and in mode `http`, where
   * it speaks plain HTTP.
   */
  port: port(),
  weight: integer({ min: 0, max: 256, default: 1 }),
  backup: toggle({ default: false }),
  enabled: toggle({ default: true }),
  /** `ssl verify none`: TLS to the server. */
  tls: toggle({ default: false }),
}

const defaultFrontends: readonly SettingsOf<typeof frontendColumns>[] = [
  { port: 80, tls: false },
  { port: 443, tls: true },
]

const text = () => line({ maxLength: 4000 })
const proxies = ['frontend', 'backend', 'listen', 'defaults'] as const
const whenProxy = { field: 'type', is: proxies }
const whenEntry = { field: 'type', is: ['frontend', 'listen'] } as const
const whenBackend = { field: 'type', is: ['backend', 'listen'] } as const

/** A `server` line; unset columns are what `default-server` says. */
const sectionServerColumns = {
  name: line({ maxLength: 100 }),
  server: target({ serves: 'http' }),
  port: port(),
  weight: integer({ min: 0, max: 256 }),
  check: toggle(),
  backup: toggle(),
  disabled: toggle(),
  /** Every other word of the line, as it stands there. */
  options: text(),
}

const sectionColumns = {
  type: choice(['frontend', 'backend', 'listen', 'defaults', 'global', 'userlist'], { default: 'backend' }),
  name: line({ maxLength: 100 }),
  mode: choice(['http', 'tcp'], { when: whenProxy }),
  /** What follows `bind`. */
  binds: list(text(), { when: whenEntry }),
  balance: line({ when: { field: 'type', is: ['backend', 'listen', 'defaults'] } }),
  /** Whole lines, in their order: `acl`, `http-request`, `http-response`, `redirect`, `use_backend` and their like. */
  rules: list(text(), { maxRows: 1000, when: whenProxy }),
  servers: table(sectionServerColumns, { ordered: true, when: whenBackend }),
  /** Every other line. */
  directives: list(text(), { maxRows: 1000 }),
}

export const fields = {
  mode: choice(['tcp', 'http'], { default: 'tcp' }),
  frontends: table(frontendColumns, { default: defaultFrontends }),
  ...tlsFields(whenHttp),
  servers: table(serverColumns, { ordered: true }),
  algorithm: choice(['roundrobin', 'static-rr', 'leastconn', 'source', 'first'], { default: 'roundrobin' }),
  check: toggle({ default: true }),
  checkType: choice(['tcp', 'http'], { default: 'tcp', when: whenChecked }),
  checkPath: line({ format: 'path', default: '/', when: whenHttpCheck }),
  /** Unset: no `Host` header, as HTTP/1.0 checks have none. */
  checkHost: line({ format: 'hostname', when: whenHttpCheck }),
  checkIntervalMs: duration({ default: 2000, min: 100, when: whenChecked }),
  rise: integer({ min: 1, max: 100, default: 2, when: whenChecked }),
  fall: integer({ min: 1, max: 100, default: 3, when: whenChecked }),
  retries: integer({ min: 0, max: 100, default: 3 }),
  redispatch: toggle({ default: false }),
  connectTimeoutMs: duration({ default: 5000, min: 1 }),
  serverTimeoutMs: duration({ default: 50_000, min: 1 }),
  /** In mode `http` the client has nothing more to send once its request is there. */
  clientTimeoutMs: duration({ default: 50_000, min: 1, when: whenTcp }),
  forwardedFor: toggle({ default: false, when: whenHttp }),
  forwardedProto: toggle({ default: false, when: whenHttp }),
  redirectToHttps: toggle({ default: false, when: whenHttp }),
  /** The sections of a haproxy.cfg. With a frontend or a `listen` among them they hold instead of the simple form. */
  sections: table(sectionColumns, { ordered: true, maxRows: 500 }),
  ...certificateFileFields(),
}

export type Settings = SettingsOf<typeof fields>
export type ServerRow = SettingsOf<typeof serverColumns>
export type SectionRow = SettingsOf<typeof sectionColumns>
export type SectionServerRow = SettingsOf<typeof sectionServerColumns>

export const sections: readonly Section[] = [
  { code: 'frontend', fields: ['mode', 'frontends'] },
  { code: 'servers', fields: ['servers', 'algorithm'] },
  {
    code: 'checks',
    fields: ['check', 'checkType', 'checkPath', 'checkHost', 'checkIntervalMs', 'rise', 'fall'],
  },
  { code: 'failures', fields: ['retries', 'redispatch'] },
  { code: 'headers', fields: ['forwardedFor', 'forwardedProto', 'redirectToHttps'] },
  { code: 'certificate', fields: certificateSettings, advanced: true },
  { code: 'timeouts', fields: ['connectTimeoutMs', 'serverTimeoutMs', 'clientTimeoutMs'], advanced: true },
  { code: 'configuration', fields: ['sections', 'certificateFiles'], advanced: true },
]

/** A server with every unset column at its default. */
export function serverRow(row: Partial<ServerRow>): ServerRow {
  return { server: undefined, port: undefined, weight: 1, backup: false, enabled: true, tls: false, ...row }
}

/** Whether the sections hold: without a place to come in they would answer nobody. */
export const isStructured = ({ sections: rows }: Pick<Settings, 'sections'>): boolean =>
  rows?.some(({ type }) => type === 'frontend' || type === 'listen') ?? false

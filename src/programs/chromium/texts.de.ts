import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...client,

  'section.cache': 'Eigener Cache',
  'field.httpCache': 'HTTP-Cache',
  'field.httpCache.help':
    'Ein: So wird Chromium ausgeliefert. Er behält Antworten und verwendet sie wieder, ohne zu fragen, solange sie frisch sind (RFC 9111). Aus: Jede Anfrage geht ins Netz, wie bei leerem Cache. „Cache deaktivieren“ in den Entwicklerwerkzeugen tut das auch, sendet aber zusätzlich Cache-Control: no-cache. Der Header Cache-Control: max-age=0 in der Anfrage wirkt wie Neuladen.',
  'section.foreign': 'Sicherheit',
  'field.thirdPartyCookies': 'Cookies von Drittanbietern',
  'field.thirdPartyCookies.help':
    'Cookies fremder Websites, die eine Seite einbindet oder fragt. Links und Formulare sind nicht gemeint.',
  'option.thirdPartyCookies.blocked': 'gesperrt',
  'option.thirdPartyCookies.allowed': 'erlaubt',
  'field.httpsFirst': 'http-URLs: zuerst https versuchen',
  'field.httpsFirst.help':
    'So wird Chromium ausgeliefert, für Namen des öffentlichen Netzes ohne Port. Klappt es mit https nicht, nimmt er http.',
  'field.corsRules': 'Regeln für CORS',
  'field.corsRules.help':
    'Chromium weicht in zwei Punkten vom Standard ab: „*“ erlaubt auch den Header Authorization, und einige alte Header wie Save-Data brauchen keine Preflight-Anfrage.',
  'option.corsRules.chromium': 'wie Chromium',
  'option.corsRules.standard': 'wie der Fetch-Standard',

  'state.cookies': 'Cookies',
  'state.cookies.name': 'Cookie',
  'state.cookies.host': 'Für',
  'state.cookies.path': 'Pfad',
  'state.cookies.flags': 'Regeln',
  'state.cookies.left': 'Noch',
  'state-session': 'bis er geschlossen wird',
  'state.cache': 'Behaltene Antworten',
  'state.cache.url': 'Adresse',
  'state.cache.for': 'Für Seiten von',
  'state.cache.status': 'Status',
  'state.cache.left': 'Noch frisch',
  'state.cache.asks': 'Fragt nach mit',
  'state-from-elsewhere': '{site}, erreicht von einer anderen Website',
  'state-framed': '{site}, im Rahmen auf {page}',
  'state-lasting': 'solange sie behalten wird',
  'state.hsts': 'Nur per https (HSTS)',
  'state.hsts.host': 'Host',
  'state.hsts.left': 'Noch',
  'state.preflights': 'Gemerkte Preflight-Anfragen',
  'state.preflights.page': 'Seite',
  'state.preflights.url': 'Adresse',
  'state.preflights.methods': 'Methoden',
  'state.preflights.headers': 'Header',
  'state.preflights.left': 'Noch',
}

export default de

import type { Translation } from '../model/speaker.ts'
import type en from './app.en.ts'

const de: Translation<typeof en> = {
  'app.name': 'Paketweg',

  'setting.row': '{table}, Nr. {number}',
  'setting.row-name': '{row} „{name}“',

  'device.power': 'Strom',
  'device.service': 'Dienst',
  'device.fault': 'Störung',

  'network.gateway': 'Standard-Gateway',
  'network.routes': 'Feste Routen',
  'network.interfaces': 'Schnittstellen',

  'palette.title': 'Geräte',
  'palette.search': 'Suchen …',
  'palette.fold': 'Palette einklappen',
  'palette.unfold': 'Palette ausklappen',
  'palette.nothing': 'Nichts heißt „{search}“',
  'palette.access': 'Zugang',
  'palette.network': 'Netzwerkkonfiguration',
  'palette.services': 'Dienste',
  'palette.drawing': 'Zeichnen',
  'palette.zone': 'Zone',
  'palette.zone.summary': 'Ein Rahmen um Geräte: ein Netz',
  'palette.note': 'Notiz',
  'palette.note.summary': 'Ein Text auf der Zeichenfläche',

  'form.on': 'an',
  'form.off': 'aus',
  'form.rows': '{count,1 Eintrag,# Einträge}',
  'form.number': 'Hier gehört eine Zahl von {min} bis {max} hin.',
  'form.too-long': 'Höchstens {max} Zeichen.',
  'form.choose': 'Auswählen …',
  'form.automatic': 'automatisch: {what}',
  'form.nothing-chosen': 'nichts gewählt',
  'form.gone': '(entferntes Gerät)',
  'form.by-address': 'Adresse eingeben …',
  'form.address': 'Adresse',
  'form.add': 'Hinzufügen',
  'form.remove': 'Entfernen',
  'form.up': 'Nach oben',
  'form.down': 'Nach unten',
  'form.new-row': 'Neuer Eintrag',
  'form.help': 'Was bedeutet „{what}“?',
  'form.from-wiring': 'folgt aus der Verkabelung',
  'form.reset': 'Zurück zur Voreinstellung: {what}',
  'form.reset-wiring': 'Zurück auf automatisch: {what}',

  'format.plain': 'Darin ist ein Zeichen, das hier nicht stehen kann.',
  'format.hostname': 'Hier gehört ein Name hin, zum Beispiel www.example.com.',
  'format.names': 'Hier gehören Namen hin, mit Leerzeichen getrennt, zum Beispiel example.com www.example.com.',
  'format.path': 'Hier gehört ein Pfad hin, der mit / beginnt, zum Beispiel /api/.',
  'format.address': 'Hier gehört eine IP-Adresse hin, zum Beispiel 10.0.1.20.',
  'format.address-or-cidr': 'Hier gehört eine Adresse oder ein Netz hin, zum Beispiel 10.0.1.20 oder 10.0.1.0/24.',
  'format.ports': 'Hier gehört ein Port hin oder mehrere: 443 oder 80,443 oder 8000-8010.',
  'format.origin': 'Hier gehört eine Origin hin: Schema und Name ohne Pfad, zum Beispiel https://shop.example.',
  'format.header-name': 'Hier gehört der Name eines Headers hin, zum Beispiel X-Api-Key.',
  'format.duration': 'Hier gehört eine Dauer hin, zum Beispiel 500ms, 3s oder 5m.',
}
export default de

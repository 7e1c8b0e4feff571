import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  'finding-not-read':
    '{count,Eine Zeile,# Zeilen} der eingefügten Konfiguration von {device} {count,ist,sind} nicht nachgebildet: Das echte Programm kann anders handeln',
  'finding-unconnected': '{device} ist mit nichts verbunden',
  'finding-no-way': 'Von {device} führt keine Leitung zu einem Webdienst',
  'finding-no-resolver': '{device} findet keinen DNS-Server und erreicht andere nur über ihre Adresse',
  'finding-not-a-router':
    '{other} liegt auf dem Weg von {device} ins Internet, ist aber kein Router: Es leitet keine Pakete weiter',
  'finding-shared-file':
    '{device} ist eine Datei auf einem Rechner, aber mehrere Geräte sind damit verbunden. Jeder Rechner hätte seine eigene Datei',
  'finding-not-modelled':
    'Auf {device} läuft „{program}“. Das kennt diese Version nicht; sein Verhalten ist nicht nachgebildet',
  'finding-loop': 'Anfragen an {device} werden im Kreis weitergereicht und enden nie',
  'finding-no-address': '{device} hat an {interface} keine Adresse: Es ist keine mehr frei',
  'finding-public-database':
    '{device} ist unter {address} direkt aus dem Internet erreichbar: Dort kann jeder Passwörter ausprobieren',
  'finding-duplicate-address': '{device} und {other} haben dieselbe Adresse {address}',
  'finding-outside-zone': 'Die Adresse {address} von {device} liegt außerhalb seines Netzes {cidr}',
  'finding-overlapping-zones': 'Die Netze von {zone} und {other} überschneiden sich',
  'finding-private-on-public-cable':
    '{device} hat an der Leitung ins Internet die private Adresse {address}: Dort kommt nichts durch',
  'finding-resolver-out-of-reach':
    '{device} kann den DNS-Server {other} nicht fragen: Von hier führt kein Router dorthin',
  'finding-database-of-no-use':
    '{other} kann mit einer Datenbank nichts anfangen: Nur eine Webanwendung fragt {device}',
  'fix-link-resolver': '{device} mit {other} verbinden',
  'fix-link-app': 'Stattdessen mit {other} verbinden',
  'fix-link-internet': 'Direkt mit dem Internet verbinden',
}

export default de

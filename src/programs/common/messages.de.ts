import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'hello-answered': 'Beantwortet den Handshake für {name} mit dem Zertifikat für {names}: hier endet TLS',
  'hello-answered-without-name': 'Beantwortet den Handshake mit dem Zertifikat für {names}: hier endet TLS',
  'certificate-accepted':
    'Das Zertifikat gilt für {name}, ist nicht abgelaufen und stammt von {issuer}; dieser Stelle wird vertraut',
  'certificate-not-checked': 'Nimmt jedes Zertifikat an: Dieses Programm prüft es nur, wenn man es verlangt',
  'certificate-expired': 'Das Zertifikat für {names} ist abgelaufen',
  'certificate-not-yet-valid': 'Das Zertifikat für {names} gilt noch nicht',
  'certificate-wrong-name': 'Das Zertifikat gilt für {names}, nicht für {name}',
  'certificate-self-signed': 'Das Zertifikat ist selbst signiert: Für {names} bürgt niemand, dem vertraut wird',
  'certificate-untrusted': 'Das Zertifikat wurde von {issuer} ausgestellt, und dieser Stelle wird nicht vertraut',
  'certificate-incomplete-chain':
    'Der Server schickt die Stelle zwischen seinem Zertifikat für {names} und einer vertrauten nicht mit: Die Kette ist unvollständig',
  'certificate-not-a-ca':
    'Das Zertifikat für {names} ist von einem unterschrieben, das keine anderen unterschreiben darf',
  'certificate-wrong-purpose': 'Das Zertifikat für {names} ist für Clients gedacht, nicht für Server',
  'certificate-chain-too-long':
    'Zwischen dem Zertifikat für {names} und einer vertrauten Stelle stehen zu viele andere',
  'certificate-wrong-key-usage':
    'Der Schlüssel des Zertifikats für {names} darf nicht signieren, der Handshake braucht aber eine Signatur',
  'certificate-weak-key': 'Der Schlüssel des Zertifikats für {names} ist zu kurz und damit unsicher',
  'handshake-rejected': 'Lehnt den Handshake ab: Unter {name} wird hier nichts angeboten',
  'no-common-version':
    'Der Anfragende bietet höchstens TLS {highest} an, hier wird {spoken} gesprochen: keine gemeinsame Version',
  'no-common-cipher': 'Der Anfragende und dieser Server haben keine Verschlüsselung gemeinsam',
  'no-such-cipher': 'Keine der Cipher-Suiten {ciphers} gibt es: Es lässt sich nichts anbieten',
  'certificate-demanded': 'Bricht den Handshake ab: Der Anfragende muss ein eigenes Zertifikat zeigen und hat keines',
  'certificate-of-caller-refused':
    'Bricht den Handshake ab: Das eigene Zertifikat des Anfragenden wird nicht angenommen',
  'certificate-of-caller-accepted': 'Das eigene Zertifikat des Anfragenden wird angenommen',
  'not-tls': 'Die Gegenseite hat geantwortet, spricht an diesem Port aber kein TLS',
  alert: 'Die Gegenseite hat den Handshake mit der Warnung {alert} beendet',
  'no-answer': 'Der Handshake blieb {timeout} lang ohne Antwort',
  'broken-off': 'Die Gegenseite hat die Verbindung während des Handshakes beendet',
}

export default de

/** What the page says that explains how another device comes to trust this computer. */
export interface TrustWords {
  title: string;
  why: string;
  open: string;
  steps: { device: string; text: string }[];
  download: string;
  compare: string;
  then: string;
  scan: string;
  afterwards: string;
}

export const trustWords: Record<'nl' | 'en', TrustWords> = {
  nl: {
    title: 'Lesblik op een ander apparaat',
    why: 'Een browser geeft camera en microfoon alleen aan een beveiligde pagina. Daarom heeft deze computer zelf een certificaat gemaakt. Je apparaat moet dat één keer leren vertrouwen.',
    open: 'Open deze pagina op het andere apparaat, op hetzelfde netwerk:',
    download: 'Haal het certificaat op',
    compare: 'Vergelijk de vingerafdruk (SHA-256) met wat in het venster van npm start staat:',
    steps: [
      {
        device: 'iPhone en iPad',
        text: 'Tik op de knop en sta het downloaden toe. Ga naar Instellingen, tik bovenaan op Profiel gedownload en installeer het. Ga daarna naar Algemeen, Info, Instellingen certificaatvertrouwen en zet Lesblik aan.',
      },
      {
        device: 'Android',
        text: 'Tik op de knop. Ga naar Instellingen, Beveiliging, Versleuteling en inloggegevens, Certificaat installeren, CA-certificaat, en kies het bestand uit Downloads.',
      },
      {
        device: 'Windows',
        text: 'Open het bestand, kies Certificaat installeren, Huidige gebruiker, en plaats het in Vertrouwde basiscertificeringsinstanties.',
      },
      {
        device: 'Mac',
        text: 'Open het bestand: het komt in Sleutelhangertoegang. Dubbelklik erop, open Vertrouw en kies Vertrouw altijd.',
      },
      {
        device: 'Linux en Firefox',
        text: 'Ga in de instellingen van de browser naar Certificaten, Autoriteiten, Importeren, en vink aan dat het websites mag aanwijzen.',
      },
    ],
    then: 'Open daarna Lesblik',
    scan: 'of scan deze code:',
    afterwards:
      'Klaar met proberen? Verwijder het certificaat dan weer van je apparaat. De sleutel ervan ligt alleen op deze computer.',
  },
  en: {
    title: 'Lesblik on another device',
    why: 'A browser gives camera and microphone only to a secure page. So this computer has made a certificate of its own. Your device has to learn to trust it, once.',
    open: 'Open this page on the other device, on the same network:',
    download: 'Get the certificate',
    compare: 'Compare the fingerprint (SHA-256) with what the window of npm start says:',
    steps: [
      {
        device: 'iPhone and iPad',
        text: 'Tap the button and allow the download. Go to Settings, tap Profile Downloaded at the top and install it. Then go to General, About, Certificate Trust Settings and switch Lesblik on.',
      },
      {
        device: 'Android',
        text: 'Tap the button. Go to Settings, Security, Encryption & credentials, Install a certificate, CA certificate, and choose the file from Downloads.',
      },
      {
        device: 'Windows',
        text: 'Open the file, choose Install certificate, Current user, and place it in Trusted Root Certification Authorities.',
      },
      {
        device: 'Mac',
        text: 'Open the file: it goes to Keychain Access. Double-click it there, open Trust and choose Always Trust.',
      },
      {
        device: 'Linux and Firefox',
        text: "Go to Certificates, Authorities, Import in the browser's settings, and tick that it may identify websites.",
      },
    ],
    then: 'Then open Lesblik',
    scan: 'or scan this code:',
    afterwards: 'Done trying? Then remove the certificate from your device again. Its key lies on this computer only.',
  },
};

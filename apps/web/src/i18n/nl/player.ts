export const words = {
  picture: 'Beeld van de les ‘{{title}}’',
  soundPicture: 'Het geluid van de les als golf',
  soundOnly: 'Deze opname heeft alleen geluid',
  controls: 'Bediening van de speler',
  speed: 'Snelheid',
  times: '{{rate}}×',
  quality: 'Kwaliteit van het beeld',
  auto: 'Auto',
  autoQuality: 'Auto ({{quality}}p)',
  lines: '{{quality}}p',
  keys: 'Sneltoetsen',
  zoomIn: 'Inzoomen op de tijdlijn (z)',
  zoomOut: 'Uitzoomen op de tijdlijn (Shift z)',
  goto: 'Ga naar een tijd',
  gotoFrom: 'Ga naar een tijd. Nu:',
  loopOn: 'Herhaalt',
  loopStop: 'Stop met herhalen',
  waiting: {
    loading: 'Het beeld komt eraan …',
    beingMade: 'Dit stuk wordt nu voor je klaargezet. Dat duurt een paar seconden.',
    frame: 'Dit stuk wordt nog klaargezet. Daarna gaat het beeldje verder.',
  },
  problem: {
    reload: 'Laad de pagina opnieuw',
    offline: {
      title: 'Geen verbinding',
      text: 'De film gaat vanzelf verder als er weer verbinding is. Je opmerkingen blijven bewaard.',
    },
    server: {
      title: 'De server geeft de film nu niet',
      text: 'We proberen het steeds opnieuw. Duurt het lang? Laad de pagina opnieuw of vraag je beheerder.',
    },
    refused: {
      title: 'Je kunt deze les niet meer zien',
      text: 'De les is verwijderd, of je toegang is gestopt. Vraag de leerkracht van de les als je dat niet verwacht.',
    },
    media: {
      title: 'Dit apparaat kan de film niet afspelen',
      text: 'Laad de pagina opnieuw. Helpt dat niet? Probeer een andere browser of een ander apparaat.',
    },
    unsupported: {
      title: 'Deze browser kan de film niet afspelen',
      text: 'Gebruik een nieuwe versie van Chrome, Edge, Firefox of Safari.',
    },
  },
  over: {
    home: 'Naar het begin',
    withdrawn: {
      title: 'De leerkracht deelt deze les niet meer',
      text: 'Je toegang is ingetrokken. Beeld en opmerkingen zijn van dit scherm gehaald.',
    },
    expired: {
      title: 'Je toegang tot deze les is voorbij',
      text: 'De afgesproken datum is voorbij. Vraag de leerkracht om de les opnieuw te delen als je nog wilt kijken.',
    },
    deleted: {
      title: 'Deze les is verwijderd',
      text: 'De leerkracht heeft de les met alle opmerkingen verwijderd.',
    },
  },
  said: {
    playing: 'Speelt vanaf {{time}}',
    paused: 'Pauze op {{time}}',
    at: '{{time}}',
    ended: 'Einde van de les',
    rate: 'Snelheid {{rate}}',
    muted: 'Geluid uit',
    unmuted: 'Geluid aan',
    loop: 'Herhaalt het fragment',
    noLoop: 'Herhaalt niet meer',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    player: typeof words;
  }
}

export const words = {
  title: 'Verbergen',
  intro:
    'Hier verberg je wat anderen niet hoeven te zien of te horen. Je maakt er een aparte versie van, bekijkt die, en neemt hem dan pas in gebruik. Jij houdt de film zoals hij is.',
  player: 'De les, met de vlakken die je verbergt',
  place: 'Plaats in de les',
  play: 'Speel af',
  pause: 'Pauzeer',
  frameBack: 'Eén beeld terug',
  frameOn: 'Eén beeld verder',
  span: '{{from}} tot en met {{to}}',
  remove: 'Haal weg',
  areas: 'Vlakken in beeld',
  noAreas: 'Er is nog geen vlak. Teken er een op het beeld.',
  areasHelp:
    'Een vlak wordt zwart. Ga naar een later moment en versleep het: dan beweegt het mee. Met het toetsenbord: de pijltjes verplaatsen, met Shift maken ze groter of kleiner.',
  drawHelp: 'Sleep nu over het beeld, van de ene hoek naar de andere.',
  draw: { rectangle: 'Teken een rechthoek', ellipse: 'Teken een ovaal' },
  put: { rectangle: 'Zet een rechthoek in het midden', ellipse: 'Zet een ovaal in het midden' },
  shape: { rectangle: 'rechthoek', ellipse: 'ovaal' },
  side: { x: 'Van links', y: 'Van boven', width: 'Breedte', height: 'Hoogte' },
  area: {
    name: 'Vlak {{number}} ({{shape}})',
    onPicture: 'Vlak {{number}}, {{shape}}. Pijltjes verplaatsen, met Shift grootte.',
    removed: 'Vlak {{number}} is weg.',
    removeOf: 'Haal weg: {{name}}',
    beginsHere: 'Begint op {{time}}',
    endsHere: 'Stopt op {{time}}',
    notHere: 'Op {{time}} is dit vlak er niet.',
    positions: 'Plekken: tussen twee plekken beweegt het vlak in een rechte lijn.',
    forgetPosition: 'Haal de plek op {{time}} weg',
  },
  sounds: 'Geluid',
  soundsHelp: 'In deze stukken is het stil. Je hoort het hier nog wel; in de versie voor anderen niet.',
  sound: {
    from: 'Begin',
    to: 'Eind',
    now: 'Nu',
    fromNow: 'Begin: waar de les nu staat, {{time}}',
    toNow: 'Eind: waar de les nu staat, {{time}}',
    add: 'Maak dit stuk stil',
    removed: 'Het stuk van {{span}} is weer te horen.',
    removeOf: 'Haal weg: stil van {{span}}',
  },
  result: {
    title: 'De versie voor anderen',
    notUsed: 'Er is nog geen versie met verborgen stukken in gebruik.',
    used_zero: 'Er is een versie met verborgen stukken in gebruik. Niemand ziet die nu.',
    used_one: 'Er is een versie met verborgen stukken in gebruik. {{count}} persoon ziet die.',
    used_other: 'Er is een versie met verborgen stukken in gebruik. {{count}} mensen zien die.',
    differs: 'Wat je daarna veranderde, zit er nog niet in.',
    making: 'De versie wordt gemaakt: {{share}}%. Je kunt deze pagina verlaten.',
    progress: 'Hoe ver het maken is',
    failed: 'De versie kon niet worden gemaakt. Wat in gebruik was, blijft zo. Probeer het nog eens.',
    lookAtTrial: 'Zo gaan anderen de les zien. Alleen jij ziet deze proef.',
    lookAtUsed: 'Zo zien anderen de les.',
    player: 'De les met wat verborgen is',
    make: 'Maak de versie',
    use: 'Neem deze versie in gebruik',
    nowUsed: 'Deze versie is nu in gebruik. Kies bij Delen wie hem ziet.',
    notReady: 'De film wordt nog klaargemaakt. Markeren kan al; de versie maken kan zo.',
    takenAway: 'Er is geen versie met verborgen stukken meer. Wat je markeerde, staat er nog.',
    takeAway: 'Verberg niets meer',
    takeAwayHelp:
      'Als je niets meer verbergt, ziet wie deze versie zag helemaal niets, tot je iets anders kiest bij Delen.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    hiding: typeof words;
  }
}

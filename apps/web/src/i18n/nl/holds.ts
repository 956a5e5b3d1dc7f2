export const words = {
  title: 'Lessen die niet weg mogen',
  intro:
    'Vraagt de wet om lessen van iemand te bewaren, bijvoorbeeld bij een klacht? Dan kan niemand ze verwijderen tot de dag die jij kiest. Je ziet de lessen er niet door. De leerkracht krijgt bericht, met de reden.',
  none: 'Er is nu niets dat niet weg mag.',
  add: 'Houd lessen vast',
  of: 'Lessen van {{name}}, van {{from}} tot en met {{until}}',
  why: '{{reason}} · tot en met {{day}}',
  end: 'Laat los',
  endOf: 'Laat los: de lessen van {{name}}',
  ended: 'De lessen zijn weer los.',
  owner: 'Lessen van',
  recordedFrom: 'Opgenomen vanaf',
  recordedUntil: 'Opgenomen tot en met',
  reason: 'Reden',
  reasonHint: 'De leerkracht leest deze reden.',
  until: 'Vast tot en met',
  do: 'Houd vast',
  set: 'De lessen zijn vastgehouden. De leerkracht krijgt bericht.',
  mine: 'Deze lessen mogen nu niet weg',
  mineText:
    '{{name}} hield lessen van jou vast, opgenomen van {{from}} tot en met {{until}}: {{reason}}. Dat duurt tot en met {{day}}. Niemand ziet er meer van.',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    holds: typeof words;
  }
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../ui/toasts.ts';
import { useCall } from './call-context.tsx';
import { type CallState, isPresent, nameOf } from './core/call-state.ts';

/** What happens in the call, said politely for who does not see it; a lost device is told to everybody. */
export function CallAnnouncer() {
  const { call, ui, me } = useCall();
  const { t } = useTranslation('rooms');
  const [words, setWords] = useState('');

  useEffect(() => {
    call.local.whenLost((kind, name) => {
      if (name !== null) say(t(`trouble.replaced.${kind}`, { name }));
    });
    let before: CallState = call.getState();
    let own = call.own.getState();
    const stopRoom = call.subscribe(() => {
      const now = call.getState();
      const said = happened(before, now, me.id, t);
      const steers = now.room?.steererId ?? '';
      if (ui.getState().steerAsked && asks(before, me.id) && !asks(now, me.id)) {
        ui.change({ steerAsked: false });
        if (now.room && steers !== me.id) say(t('steer.stays', { name: nameOf(now.room, steers) }));
      }
      before = now;
      if (said.length > 0) setWords(said.join('. '));
    });
    const stopOwn = call.own.subscribe(() => {
      const now = call.own.getState();
      const heard = now.microphoneOn || now.pushing;
      if (heard !== (own.microphoneOn || own.pushing)) setWords(t(heard ? 'said.unmuted' : 'said.muted'));
      else if (now.cameraOn !== own.cameraOn) setWords(t(now.cameraOn ? 'said.cameraOn' : 'said.cameraOff'));
      own = now;
    });
    return () => {
      stopRoom();
      stopOwn();
    };
  }, [call, ui, me.id, t]);

  return (
    <p className="visually-hidden" role="status" data-testid="call-said">
      {words}
    </p>
  );
}

const asks = ({ room }: CallState, personId: string): boolean => room?.controlAskedBy.includes(personId) ?? false;

type Words = ReturnType<typeof useTranslation<'rooms'>>['t'];

function happened(before: CallState, now: CallState, ownId: string, t: Words): string[] {
  const there = ({ room }: CallState): Map<string, string> =>
    new Map(
      (room?.people ?? [])
        .filter((person) => isPresent(person) && person.person.id !== ownId)
        .map(({ person }) => [person.id, person.name]),
    );
  const [was, is] = [there(before), there(now)];
  const said: string[] = [];
  for (const [id, name] of is) if (!was.has(id)) said.push(t('said.joined', { name }));
  for (const [id, name] of was) if (!is.has(id)) said.push(t('said.left', { name }));
  const waited = new Set(before.room?.waiting.map(({ person }) => person.id));
  for (const { person } of now.room?.waiting ?? [])
    if (!waited.has(person.id)) said.push(t('said.waits', { name: person.name }));
  const steererId = now.room?.steererId;
  if (steererId && before.room && steererId !== before.room.steererId)
    said.push(steererId === ownId ? t('said.youSteer') : t('said.steers', { name: nameOf(now.room, steererId) }));
  if (steererId === ownId && before.room)
    for (const { person } of now.room?.people ?? [])
      if (asks(now, person.id) && !asks(before, person.id)) said.push(t('said.wants', { name: person.name }));
  const [ran, runs] = [before.room?.take?.state === 'running', now.room?.take?.state === 'running'];
  if (runs && !ran) said.push(t('said.recording'));
  if (ran && !runs) said.push(t('said.stopped'));
  for (const { author, text } of now.messages.slice(before.messages.length))
    if (author.id !== ownId) said.push(t('said.message', { name: author.name, text }));
  return said;
}

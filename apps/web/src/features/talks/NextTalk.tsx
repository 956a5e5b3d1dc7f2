import { Anchor } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import type { Talk } from '@lesblik/shared/talks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';
import { useMe } from '../identity/me.ts';
import classes from './NextTalk.module.css';
import { nextTalk } from './next-talk.ts';
import { talksQuery } from './queries.ts';

/** The talk that comes first: the one for which the reader has to pick a time, or else the first that is planned. */
export function NextTalk({ trajectoryId }: { trajectoryId: string }) {
  const { t, i18n } = useTranslation('talks');
  const me = useMe();
  const [seenAt] = useState(() => Date.now());
  const talks = useQuery(talksQuery(trajectoryId)).data;
  const talk: Talk | undefined = talks && nextTalk(talks, me.id, seenAt);
  if (!talk) return null;
  return (
    <p className={classes.next}>
      <IconCalendarEvent size={20} aria-hidden="true" />
      <span>
        {t(talk.startsAt === null ? 'next.pick' : 'next.planned')}{' '}
        <Anchor component={Link} href={paths.talk(talk.id)} underline="always">
          {talk.title}
        </Anchor>
        {talk.startsAt !== null && ` · ${instantText(talk.startsAt, i18n.language)}`}
      </span>
    </p>
  );
}

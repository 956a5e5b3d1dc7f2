import { Button, Group, Stack, Text } from '@mantine/core';
import { areaTimes, boxAt } from '@lesblik/shared/hidden-area';
import type { HiddenList } from '@lesblik/shared/hiding';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { formatExact } from '../player/core/timecode.ts';
import { AreaFields } from './AreaFields.tsx';
import classes from './Hide.module.css';

interface Props {
  list: HiddenList;
  chosen: number | null;
  atMs: number;
  durationMs: number;
  choose: (n: number) => void;
  change: (list: HiddenList) => void;
  remove: (n: number) => void;
  goTo: (ms: number) => void;
}

/** The areas, each with when it is set and where it is now. */
export function AreaSection(props: Props) {
  const { list, chosen, atMs, durationMs, choose, change, remove, goTo } = props;
  const { t } = useTranslation('hiding');
  return (
    <Section title={t('areas')}>
      <Stack gap="sm">
        {list.areas.length === 0 && <Text>{t('noAreas')}</Text>}
        <ul className={classes.list}>
          {list.areas.map((area, n) => {
            const { fromMs, toMs } = areaTimes(area);
            const name = t('area.name', { number: n + 1, shape: t(`shape.${area.shape}`) });
            return (
              <li key={n} className={classes.row} data-chosen={chosen === n}>
                <Group justify="space-between" gap="xs">
                  <Button
                    variant="subtle"
                    aria-expanded={chosen === n}
                    onClick={() => {
                      choose(n);
                      if (boxAt(area, atMs) === null) goTo(fromMs);
                    }}
                  >
                    {name}
                  </Button>
                  <span className={classes.time}>
                    {t('span', { from: formatExact(fromMs, durationMs), to: formatExact(toMs, durationMs) })}
                  </span>
                  <Button variant="default" aria-label={t('area.removeOf', { name })} onClick={() => remove(n)}>
                    {t('remove')}
                  </Button>
                </Group>
                {chosen === n && <AreaFields {...{ area, n, list, atMs, durationMs, change, goTo }} />}
              </li>
            );
          })}
        </ul>
      </Stack>
    </Section>
  );
}

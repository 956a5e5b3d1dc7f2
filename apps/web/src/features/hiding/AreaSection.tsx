import { Button, Group, Text } from '@mantine/core';
import { areaTimes, boxAt } from '@lesblik/shared/hidden-area';
import type { HiddenList } from '@lesblik/shared/hiding';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { formatExact } from '../player/core/timecode.ts';
import { AreaFields } from './AreaFields.tsx';
import type { Tool } from './AreaLayer.tsx';
import classes from './Hide.module.css';
import { newArea } from './marks.ts';

interface Props {
  list: HiddenList;
  chosen: number | null;
  tool: Tool;
  atMs: number;
  durationMs: number;
  setTool: (tool: Tool) => void;
  choose: (n: number) => void;
  change: (list: HiddenList) => void;
  remove: (n: number) => void;
  goTo: (ms: number) => void;
}

const MOST = 20;
const MIDDLE = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

/** The areas, each with when it is set and where it is now. */
export function AreaSection(props: Props) {
  const { list, chosen, tool, atMs, durationMs, setTool, choose, change, remove, goTo } = props;
  const { t } = useTranslation('hiding');
  const full = list.areas.length >= MOST;
  /** By keyboard nothing is drawn: it is put in the middle, and moved from there. */
  const put = (shape: 'rectangle' | 'ellipse'): void => {
    choose(list.areas.length);
    change({ ...list, areas: [...list.areas, newArea(shape, MIDDLE, atMs, durationMs)] });
  };
  return (
    <Section title={t('areas')}>
      <Text size="sm" c="dimmed" maw="70ch">
        {t(tool === null ? 'areasHelp' : 'drawHelp')}
      </Text>
      <Group gap="xs">
        {(['rectangle', 'ellipse'] as const).map((shape) => (
          <Button
            key={shape}
            variant={tool === shape ? 'filled' : 'default'}
            aria-pressed={tool === shape}
            disabled={full}
            onClick={() => setTool(tool === shape ? null : shape)}
          >
            {t(`draw.${shape}`)}
          </Button>
        ))}
        {(['rectangle', 'ellipse'] as const).map((shape) => (
          <Button key={shape} variant="subtle" disabled={full} onClick={() => put(shape)}>
            {t(`put.${shape}`)}
          </Button>
        ))}
      </Group>
      <ul className={classes.list}>
        {list.areas.map((area, n) => {
          const { fromMs, toMs } = areaTimes(area);
          const name = t('area.name', { number: n + 1, shape: t(`shape.${area.shape}`) });
          return (
            // oxlint-disable-next-line react/no-array-index-key -- areas are known by their number
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
    </Section>
  );
}

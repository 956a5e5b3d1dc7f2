import { Button, Group, Text } from '@mantine/core';
import type { HiddenArea } from '@lesblik/shared/hiding';
import { useTranslation } from 'react-i18next';
import type { Tool } from './AreaLayer.tsx';

interface Props {
  tool: Tool;
  setTool: (tool: Tool) => void;
  /** As many as there may be. */
  full: boolean;
  put: (shape: HiddenArea['shape']) => void;
}

const SHAPES = ['rectangle', 'ellipse'] as const;

/** What is drawn next. By keyboard nothing is drawn: it is put in the middle, and moved from there. */
export function DrawBar({ tool, setTool, full, put }: Props) {
  const { t } = useTranslation('hiding');
  return (
    <div>
      <Group gap="xs">
        {SHAPES.map((shape) => (
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
        {SHAPES.map((shape) => (
          <Button key={shape} variant="subtle" disabled={full} onClick={() => put(shape)}>
            {t(`put.${shape}`)}
          </Button>
        ))}
      </Group>
      <Text size="sm" c="dimmed" mt="xs" maw="70ch" role="status">
        {t(tool === null ? 'areasHelp' : 'drawHelp')}
      </Text>
    </div>
  );
}

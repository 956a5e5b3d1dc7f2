import { Button, Group, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { PUPIL_CONSENT_TEXT } from '@lesblik/shared/class-lists';
import { useTranslation } from 'react-i18next';
import { say, sayProblem } from '../../ui/toasts.ts';
import classes from './ClassLists.module.css';

const parts = ['title', 'what', 'each', 'inside', 'institute', 'outside', 'free', 'kept', 'sixteen'] as const;

/** What parents are asked: docs/consent-texts keeps these words by their version. */
export function ConsentLetter() {
  const { t } = useTranslation('class-lists');
  const sentences = parts.map((part) => t(`letter.${part}`, { version: PUPIL_CONSENT_TEXT }));
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(sentences.join('\n\n'));
    say(t('letter.copied'));
  };
  return (
    <div className={classes.letter}>
      {sentences.map((sentence, index) => (
        <Text key={parts[index]} fw={index === 0 ? 600 : 400}>
          {sentence}
        </Text>
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconCopy size={18} aria-hidden="true" />}
          onClick={() => void copy().catch(sayProblem)}
        >
          {t('letter.copy')}
        </Button>
      </Group>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';
import { useStore } from '../../ui/use-store.ts';
import { useMe } from '../identity/me.ts';
import type { LineState, TalkLine } from './core/talk-line.ts';
import classes from './Talks.module.css';

/** Is all saved, and who is here. */
export function LineStatus({ line }: { line: TalkLine }) {
  const { t, i18n } = useTranslation(['talks', 'problems']);
  const me = useMe();
  const state = useStore(line, (now) => now);
  const others = state.present.filter(({ person }) => person.id !== me.id).map(({ person }) => person.name);
  const trouble = state.problem !== null || ['lost', 'outdated', 'ended'].includes(state.line);
  const drop = async (): Promise<void> => {
    await line.drop();
    location.reload();
  };
  return (
    <div className={classes.line} role="status" data-trouble={trouble || undefined}>
      <span>
        {t(sentence(state))} {state.problem !== null && sentenceOfCode(state.problem)}
      </span>
      {state.line === 'open' && (
        <span>
          {others.length === 0
            ? t('line.alone')
            : t('line.here', { names: new Intl.ListFormat(i18n.language).format(others) })}
        </span>
      )}
      {state.problem !== null && (
        <Button variant="default" size="compact-sm" onClick={() => void drop()}>
          {t('line.drop')}
        </Button>
      )}
    </div>
  );
}

function sentence({ line, problem, saved }: LineState) {
  if (line !== 'open') return `talks:line.${line}` as const;
  if (problem !== null) return 'talks:line.refused';
  return saved ? 'talks:line.saved' : 'talks:line.saving';
}

import { IconBulb, IconHeartFilled, IconLock, IconQuestionMark, type TablerIcon } from '@tabler/icons-react';
import type { CommentKind } from '@lesblik/shared/comments';
import { useTranslation } from 'react-i18next';
import classes from './KindIcon.module.css';

type ShownKind = CommentKind | 'private';

const icons: Record<ShownKind, TablerIcon> = {
  compliment: IconHeartFilled,
  question: IconQuestionMark,
  suggestion: IconBulb,
  private: IconLock,
};

interface Props {
  kind: ShownKind;
  /** Show the word too; without it the word is there for a screen reader only. */
  withWord?: boolean;
  size?: number;
}

/** Kind by colour, shape and word, never by colour alone. */
export function KindIcon({ kind, withWord = false, size = 18 }: Props) {
  const { t } = useTranslation();
  const Icon = icons[kind];
  const word = t(`kinds.${kind}`);
  return (
    <span className={classes.kind} data-kind={kind} title={withWord ? undefined : word}>
      <Icon size={size} aria-hidden="true" />
      <span className={withWord ? undefined : 'visually-hidden'}>{word}</span>
    </span>
  );
}

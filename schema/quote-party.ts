import type { Row } from '../db/tables.ts';
import { builder } from './builder.ts';
import { SPEAKER, Speaker, speakerOf } from './speaker.ts';
import { Span, spanOrNull } from './text.ts';

const PartyRole = builder.enumType('PartyRole', {
  description: 'Someone’s part in a quotation.',
  values: {
    SPEAKER: { value: 'speaker', description: 'Says it, alone or with others.' },
    ADDRESSEE: { value: 'addressee', description: 'Is spoken to.' },
    CANDIDATE: { value: 'candidate', description: 'May have said it, but somebody else is likelier.' },
  } as const,
});

export const QuoteParty = builder.objectRef<Row<'quote_party'>>('QuoteParty').implement({
  description: 'Someone’s part in a quotation, with the place in the text that says so.',
  fields: (t) => ({
    role: t.expose('role', { type: PartyRole, description: 'Which part.' }),
    position: t.exposeInt('position', {
      description: 'Among those of the same role, counted from 1; for candidates the likeliest first.',
    }),
    party: t.field({
      type: Speaker,
      description: 'Who it is.',
      select: { columns: ['kind', 'name'], with: [SPEAKER] },
      resolve: (row, _args, context) => speakerOf(row, context),
    }),
    span: t.field({
      type: Span,
      nullable: true,
      description: 'The words for them in the body, a pronoun too; null where they are only implied.',
      select: { columns: ['span'] },
      resolve: (row) => spanOrNull(row.span),
    }),
    confidence: t.exposeFloat('confidence', {
      description: 'How sure the extractor is of this, from 0 to 1.',
    }),
  }),
});

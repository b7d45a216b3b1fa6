import { setBodyWithheld } from '../db/article-rights.ts';
import { builder } from './builder.ts';
import { CurateArticleResult, curate } from './curation.ts';

const SetArticleRightsInput = builder.inputType('SetArticleRightsInput', {
  description: 'An article, and whether its body may be shown.',
  fields: (t) => ({
    id: t.id({ description: 'As it was served. Either this or url.' }),
    url: t.field({ type: 'URL', description: 'Any of its addresses. Either this or id.' }),
    withholdBody: t.boolean({
      required: true,
      description:
        'True: its body is shown to nobody, whatever its source says and in whichever version. False: what its source says holds.',
    }),
  }),
});

builder.mutationField('setArticleRights', (t) =>
  t.field({
    type: CurateArticleResult,
    authScopes: { curate: true },
    description:
      'Withholds the body of an article, or lets what its source says of its rights hold again. Of a withheld body nothing is shown that has its words: no quotes, no mentions, no texts of its versions, no highlights. The article is still found by them, and its headline, standfirst and whom and what it tells of are served. Wants the scope curate.',
    args: { input: t.arg({ type: SetArticleRightsInput, required: true, description: 'Which, and what.' }) },
    resolve: (_root, { input }, context) =>
      curate(context, input, (id) => setBodyWithheld(context.db, id, input.withholdBody)),
  }),
);
